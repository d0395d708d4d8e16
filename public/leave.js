// Leaves at once: the button, or Shift three times within five seconds. Works before anything else.
(function () {
  var d = document, presses = 0, first = 0, modified = false;

  function wipe() {
    d.documentElement.hidden = true;
    d.title = "\u2026";
  }

  function leave() {
    var link = d.getElementById("leave");
    var to = (link && link.dataset.to) || "https://www.wikipedia.org/";
    wipe();
    try { navigator.sendBeacon(top === self ? "/leave" : "/leave?framed"); } catch (e) {}
    try { sessionStorage.clear(); localStorage.clear(); } catch (e) {}
    // On somebody else's page it is the whole page that has to go.
    try { if (top !== self) top.location.replace(to); } catch (e) {}
    location.replace(to);
  }

  // What is left to press, for whoever cannot see it.
  function tell(left) {
    var link = d.getElementById("leave"), status = d.getElementById("leave-status");
    if (link && status) status.textContent = left ? link.dataset["left" + left] : "";
  }

  d.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("#leave, [data-leave]")) {
      event.preventDefault();
      leave();
    }
  }, true);

  // Shift after a capital letter does not count: that letter's keyup still had Shift down.
  d.addEventListener("keyup", function (event) {
    var now = Date.now(), before = presses;
    if (event.key === "Shift" && !modified && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (!presses || now - first > 5000) { presses = 0; first = now; }
      if (++presses === 3) leave();
      else tell(3 - presses);
    } else {
      presses = 0;
      if (before) tell(0);
    }
    modified = event.shiftKey;
  }, true);

  // Back must show nothing that was kept in memory.
  addEventListener("pageshow", function (event) {
    if (event.persisted) { wipe(); location.reload(); }
  });
})();
