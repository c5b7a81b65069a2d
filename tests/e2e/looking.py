"""What a page looks like to somebody who measures it: one visit, all facts."""

from dataclasses import dataclass, field
from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HEIGHT = 800
UNFOLD = "document.querySelectorAll('details:not(.dropdown)').forEach(one => { one.open = true })"
JUDGE = """async rules => {
    const found = await axe.run({runOnly: rules, resultTypes: ["violations"]})
    const told = nodes => nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")
    return found.violations.map(one => `${one.impact}: ${one.id}: ${told(one.nodes)}`)
}"""
# elements that look the same with and without the focus; asked after a key was pressed
UNSEEN_FOCUS = """() => {
    const look = one => { const s = getComputedStyle(one); return [s.outline, s.boxShadow].join() }
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")
    const unseen = []
    for (const one of all) {
        if (one.disabled || !one.getClientRects().length) continue
        document.activeElement.blur()
        const before = look(one)
        one.focus()
        if (document.activeElement === one && look(one) === before) unseen.push(one.outerHTML.slice(0, 160))
    }
    return unseen
}"""
WIDER_THAN_WINDOW = """() => {
    const whole = document.documentElement.scrollWidth
    if (whole <= innerWidth) return []
    const right = one => one.getBoundingClientRect().right
    const sticksOut = one => right(one) > innerWidth + 1 && !one.closest(".overflow-auto")
    const found = [...document.querySelectorAll("body *")].filter(sticksOut)
    return [`${whole} px`, ...found.slice(-3).map(one => one.outerHTML.slice(0, 160))]
}"""


@dataclass
class Looked:
    """Facts of one page; everything but the weight is empty where nothing is wrong."""

    status: int = 0
    weight: int = 0
    headings: int = 0
    foreign: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    unseen_focus: list = field(default_factory=list)
    too_wide: dict = field(default_factory=dict)
    violations: dict = field(default_factory=dict)


class Looker:
    """A person with an empty cache who opens one page after another."""

    def __init__(self, context, address, variants):
        self._tab = context.new_page()
        self._address, self._variants = address, variants
        self._tab.on("console", lambda said: said.type == "error" and self._seen.complaints.append(said.text))
        self._tab.on("pageerror", lambda error: self._seen.complaints.append(str(error)))
        self._tab.on("request", self._asked)
        network = context.new_cdp_session(self._tab)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        network.on("Network.loadingFinished", self._weighed)

    def look(self, path):
        """Facts of the page at that path."""
        self._seen = Looked()
        self._tab.set_viewport_size({"width": 1280, "height": HEIGHT})
        response = self._tab.goto(path, wait_until="networkidle")
        self._seen.status, self._seen.headings = response.status, self._tab.locator("h1").count()
        self._tab.keyboard.press("Tab")
        self._tab.evaluate(UNFOLD)
        self._seen.unseen_focus = self._tab.evaluate(UNSEEN_FOCUS)
        self._tab.evaluate(AXE)  # by the debugger: the policy of the page stays in force
        for scheme, width in self._variants:
            self._in_variant(scheme, width)
        return self._seen

    def _asked(self, request):
        if not request.url.startswith((f"{self._address}/", "data:")):
            self._seen.foreign.append(request.url)

    def _weighed(self, loaded):
        self._seen.weight += int(loaded["encodedDataLength"])

    def _in_variant(self, scheme, width):
        self._tab.emulate_media(color_scheme=scheme)
        self._tab.set_viewport_size({"width": width, "height": HEIGHT})
        if found := self._tab.evaluate(JUDGE, RULES):
            self._seen.violations[scheme, width] = found
        if found := self._tab.evaluate(WIDER_THAN_WINDOW):
            self._seen.too_wide[width] = found
