// A text that does not fit into an address goes by POST, and the address stays as it is.
// gunicorn and most proxies refuse a request line beyond 4 KB; one Cyrillic letter takes 6 bytes of it.
const LONGEST_ADDRESS = 3500;

document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.request.method.toUpperCase() !== "GET" || ctx.request.action.length <= LONGEST_ADDRESS) return;
  const [path, query] = ctx.request.action.split("?");
  Object.assign(ctx.request, { method: "POST", action: path, body: new URLSearchParams(query) });
  ctx.push = null;
});
