// Runs the program that reads files in a worker of its own. A message holds a request and, for a program that
// does not have it yet, the file: its bytes never pass through the page. Replies are bytes; a word says how
// far it is.
import start, { answer, begin, open } from "IMPORT_SCRIPT";

let started;
let turn = Promise.resolve();
const serve = async ({ file, decoder, request }) => {
  const module_or_path = new URL("IMPORT_WASM", import.meta.url);
  started ??= start({ module_or_path }).then(() => begin("BUILD_ID"));
  await started;
  if (file) {
    postMessage("opening");
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
      // An encoding that only the browser knows, chosen by hand.
      if (decoder) bytes = new TextEncoder().encode(new TextDecoder(decoder).decode(bytes));
    } catch {
      return postMessage("unreadable");
    }
    open(bytes);
  }
  postMessage("counting");
  const reply = answer(request);
  postMessage(reply, [reply.buffer]);
};
// In the order in which they came. An error that is thrown outside of a promise is an error event on the
// page's side.
onmessage = ({ data }) => {
  turn = turn.then(() => serve(data)).catch((error) => setTimeout(() => { throw error; }));
};
