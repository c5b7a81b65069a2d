// Связка in a page of a portal: one frame for each script element; needs nothing and leaves nothing behind.
(() => {
  "use strict";
  const script = document.currentScript;
  const { portal, tokenUrl, view = "", company = "", accent = "", theme = "" } = script.dataset;
  const service = new URL(script.src).origin;
  const LEAST_HEIGHT = 60;
  const MOST_HEIGHT = 6000;
  const EARLY = 0.8; // of a token's time: the next one is there before it ends
  const RETRY_SECONDS = 10;
  let timer = 0;
  let fetching = null;

  const address = new URL("/widget/frame", service);
  for (const [name, value] of Object.entries({ portal, view, accent, theme })) {
    if (value) address.searchParams.set(name, value);
  }
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = "Связка: подбор партнёров";
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  // properties one by one: a strict policy of the page forbids style attributes, not these
  Object.assign(frame.style, { display: "none", width: "100%", border: "0", colorScheme: "normal" });

  const tell = (message) => frame.contentWindow?.postMessage(message, service);

  const fetchToken = async () => {
    const url = new URL(tokenUrl || "/svyazka-token", location.href);
    if (url.origin !== location.origin) return { type: "svyazka:no-token", reason: "address" };
    if (company) url.searchParams.set("company", company);
    let answer;
    try {
      answer = await fetch(url, { credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } });
    } catch {
      return { type: "svyazka:no-token", reason: "offline" };
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok && typeof told.token === "string") {
      return { type: "svyazka:token", token: told.token, seconds: Number(told.expires_in) || 0 };
    }
    return { type: "svyazka:no-token", reason: "refused", detail: String(told.detail || "").slice(0, 300) };
  };

  const renew = () => {
    fetching ??= fetchToken().then((message) => {
      fetching = null;
      tell(message);
      clearTimeout(timer);
      const seconds = message.seconds ? message.seconds * EARLY : RETRY_SECONDS;
      if (message.seconds || message.reason === "offline") timer = setTimeout(renew, seconds * 1000);
    });
  };

  const grow = (height) => {
    if (!Number.isFinite(height)) return;
    frame.style.height = `${Math.round(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, height)))}px`;
    if (frame.style.display === "none") {
      frame.style.display = "block";
      const instead = script.parentElement?.querySelector("[data-svyazka-fallback]");
      if (instead) instead.hidden = true;
    }
  };

  addEventListener("message", (event) => {
    if (event.origin !== service || event.source !== frame.contentWindow || !event.data) return;
    if (event.data.type === "svyazka:height") grow(event.data.height);
    if (event.data.type === "svyazka:need-token") renew();
  });
  addEventListener("online", renew);
  frame.addEventListener("load", renew);
  script.after(frame);
})();
