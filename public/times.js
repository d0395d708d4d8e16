// Writes days and times in the visitor's own zone, which the server does not know.
(function () {
  var language = document.documentElement.lang;
  var format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  document.querySelectorAll("time[data-local]").forEach(function (time) {
    time.textContent = format.format(new Date(time.dateTime));
  });
})();
