// For a school's or an association's own page: a round button that opens the talk in a frame.
//   <script src="https://HOST/embed.js" data-label="Talk to a kind monster" data-language="en" defer></script>
// The page's address has to stand in EMBED_ORIGINS of the server.
(function () {
  var script = document.currentScript;
  var origin = new URL(script.src).origin;
  var label = script.dataset.label || "Kind Monsters";
  var language = script.dataset.language || document.documentElement.lang || "";
  var frame = null;

  function look(element, style) {
    Object.keys(style).forEach(function (name) { element.style[name] = style[name]; });
    return element;
  }

  var button = look(document.createElement("button"), {
    position: "fixed", insetBlockEnd: "16px", insetInlineEnd: "16px", zIndex: 2147483646,
    minHeight: "56px", padding: "0 22px", border: "0", borderRadius: "28px", cursor: "pointer",
    font: "600 17px/1.2 system-ui, sans-serif", color: "#23254a", background: "#f58e76",
    boxShadow: "0 2px 14px rgba(0,0,0,.25)",
  });
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-expanded", "false");

  function open() {
    frame = look(document.createElement("iframe"), {
      position: "fixed", insetBlockEnd: "84px", insetInlineEnd: "16px", zIndex: 2147483646,
      width: "min(400px, calc(100vw - 32px))", height: "min(640px, calc(100vh - 108px))",
      border: "0", borderRadius: "24px", background: "#fbf4e8", boxShadow: "0 8px 40px rgba(0,0,0,.3)",
    });
    frame.title = label;
    frame.allow = "microphone; clipboard-write";
    frame.referrerPolicy = "no-referrer";
    frame.src = origin + "/" + (language ? "?language=" + encodeURIComponent(language) : "");
    document.body.appendChild(frame);
    frame.focus();
  }

  button.addEventListener("click", function () {
    if (!frame) open();
    else frame.hidden = !frame.hidden;
    frame.style.display = frame.hidden ? "none" : "block";
    button.setAttribute("aria-expanded", String(!frame.hidden));
  });
  function place() { document.body.appendChild(button); }
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
