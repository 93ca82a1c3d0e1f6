// Starts the page. An own file, because the content security policy allows no inline script.
const { js, wasm } = document.querySelector("script[data-js]").dataset;
const crashed = document.getElementById("crashed");
document.getElementById("reload").addEventListener("click", () => location.reload());
const load = async ({ js, wasm }) => {
  const part = await import(new URL(js, document.baseURI));
  await part.default({ module_or_path: new URL(wasm, document.baseURI) });
};
// What the first answer does not need is loaded once that stands, and is then told the plan as it is by then.
let plan, loading;
addEventListener("plumbline:plan", async ({ detail }) => {
  plan = detail;
  if (loading || !plan[0]) return;
  const later = document.querySelector("meta[name=plumbline-advice]").dataset;
  if (later.css && !document.querySelector("link[data-later]")) {
    const link = document.createElement("link");
    link.dataset.later = "";
    link.rel = "stylesheet";
    link.href = later.css;
    document.head.append(link);
  }
  loading = load(later);
  try {
    await loading;
    dispatchEvent(new CustomEvent("plumbline:plan", { detail: plan }));
  } catch (error) {
    loading = undefined;
    console.error(error);
  }
});
try {
  await load({ js, wasm });
} catch (error) {
  crashed.hidden = false;
  throw error;
}
