// Starts the page. An own file, because the content security policy allows no inline script.
const { js, wasm } = document.querySelector("script[data-js]").dataset;
const crashed = document.getElementById("crashed");
document.getElementById("reload").addEventListener("click", () => location.reload());
try {
  const page = await import(new URL(js, document.baseURI));
  await page.default({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  crashed.hidden = false;
  throw error;
}
