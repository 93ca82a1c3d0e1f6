// Runs the worker's program in a worker. The page sends the compiled module first, then requests; each reply
// is bytes. The listener stands in the first turn of this script: a message that comes before it would be
// lost.
import start, { answer, begin } from "WORKER_SCRIPT";

const build = "BUILD_ID";
const send = (bytes) => postMessage(bytes, [bytes.buffer]);
let started = false;
onmessage = ({ data }) => {
  // An error that is thrown here, or later outside of a promise, is an error event of the worker on the
  // page's side.
  if (started) return send(answer(data));
  started = true;
  const begun = start({ module_or_path: data }).then(() => send(begin(build)));
  begun.catch((error) => setTimeout(() => { throw error; }));
};
