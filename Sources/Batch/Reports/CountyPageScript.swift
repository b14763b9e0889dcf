/// What the page of a county does besides showing itself: it sorts and searches. Without it the page is a plain table.
///
/// The fragment `#sort=score` sorts by the column whose head has `data-key="score"`, `#sort=-score` from the highest.
enum CountyPageScript {
    static let javaScript = """
        "use strict";
        (function () {
          var table = document.querySelector("table");
          var heads = Array.from(table.tHead.rows[0].cells);
          var bodies = Array.from(table.tBodies);
          var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
          function value(body, column) {
            var cell = body.rows[0].cells[column];
            return heads[column].dataset.kind === "text" ? cell.textContent : cell.dataset.value;
          }
          function compare(a, b, column) {
            if (heads[column].dataset.kind === "text") return collator.compare(a, b);
            return Number(a) - Number(b);
          }
          function sort(column, descending) {
            heads.forEach(function (head, index) {
              if (index === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
              else head.removeAttribute("aria-sort");
            });
            var rows = bodies.map(function (body, index) {
              return { body: body, value: value(body, column), index: index };
            });
            rows.sort(function (a, b) {
              var emptyA = a.value === "" || a.value === undefined;
              var emptyB = b.value === "" || b.value === undefined;
              if (emptyA || emptyB) return emptyA - emptyB || a.index - b.index;
              var order = compare(a.value, b.value, column);
              return (descending ? -order : order) || a.index - b.index;
            });
            rows.forEach(function (row) { table.append(row.body); });
          }
          function follow() {
            var asked = /^#sort=(-?)(\\w+)$/.exec(location.hash);
            if (!asked) return;
            var column = heads.findIndex(function (head) { return head.dataset.key === asked[2]; });
            if (column >= 0) sort(column, asked[1] === "-");
          }
          heads.forEach(function (head, column) {
            var button = document.createElement("button");
            button.type = "button";
            button.append.apply(button, Array.from(head.childNodes));
            head.append(button);
            button.addEventListener("click", function () {
              var first = head.dataset.first === "descending";
              var now = head.getAttribute("aria-sort");
              sort(column, now ? now === "ascending" : first);
            });
          });
          var search = document.querySelector("input[type=search]");
          search.parentElement.hidden = false;
          search.addEventListener("input", function () {
            var wanted = search.value.trim().toLowerCase();
            bodies.forEach(function (body) {
              body.hidden = !body.textContent.toLowerCase().includes(wanted);
            });
          });
          window.addEventListener("hashchange", follow);
          follow();
        })();
        """
}
