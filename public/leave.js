// Leaves at once: the button, or Shift three times within five seconds. Works before anything else.
(function () {
  var d = document, presses = 0, first = 0, modified = false;

  function wipe() {
    d.documentElement.hidden = true;
    d.title = "\u2026";
  }

  function leave() {
    var link = d.getElementById("leave");
    wipe();
    try { navigator.sendBeacon("/leave"); } catch (e) {}
    try { sessionStorage.clear(); localStorage.clear(); } catch (e) {}
    location.replace((link && link.dataset.to) || "https://www.wikipedia.org/");
  }

  d.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("#leave")) {
      event.preventDefault();
      leave();
    }
  }, true);

  // Shift after a capital letter does not count: that letter's keyup still had Shift down.
  d.addEventListener("keyup", function (event) {
    var now = Date.now();
    if (event.key === "Shift" && !modified) {
      if (!presses || now - first > 5000) { presses = 0; first = now; }
      if (++presses === 3) leave();
    } else {
      presses = 0;
    }
    modified = event.shiftKey;
  }, true);

  // Back must show nothing that was kept in memory.
  addEventListener("pageshow", function (event) {
    if (event.persisted) { wipe(); location.reload(); }
  });
})();
