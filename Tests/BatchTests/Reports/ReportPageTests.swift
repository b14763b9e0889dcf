import Foundation
import TestSupport
import Testing

/// `report.html` in a browser: headless Chromium without a network.
@Suite struct ReportPageTests {
    /// A county of three: 甲局 is done, 乙局 has a warning and scores less, 丙局, which scores as 甲局 does, was refused.
    private func county() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let small = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        let texts = [
            ("甲 局#1", small),
            (
                "乙局",
                small.replacing("score: 9.65, deviation", with: "score: 9.5, deviation").replacing(
                    "score: 98.25", with: "score: 98.1")
            ),
            ("丙<b>局", small.replacing("total: {weight: 100, score: 100}", with: "total: {weight: 90, score: 100}")),
        ]
        for (name, text) in texts {
            _ = try folder.write("in/\(name).yaml", text.replacing("name: 清岚县教育局,", with: "name: '\(name)',"))
        }
        #expect(try Program.annex.run(["render", folder.path + "/in", "-o", folder.path + "/out"]).code == 1)
        return folder
    }

    /// What Chromium makes of the page called `name`: its elements after all scripts, and what it complains of.
    private func load(
        _ folder: TemporaryFolder, _ name: String, _ options: [String] = []
    ) throws -> (elements: String, complaints: [Substring]) {
        let chromium = try #require(Program.tool("chromium"), "apt-get install chromium")
        let profile = try TemporaryFolder()
        let page = URL(fileURLWithPath: folder.path + "/out/report.html").deletingLastPathComponent().absoluteString
        let outcome = try chromium.run(
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile.path,
                "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=3000",
                "--dump-dom",
            ] + options + [page + name])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return (outcome.output, outcome.errors.split(separator: "\n").filter { $0.contains("CONSOLE") })
    }

    /// The names of offices in the order of the rows.
    private func offices(_ elements: String) -> [Substring] {
        elements.matches(of: #/<td class="name">(?:<a [^>]*>)?([^<]+)/#).map(\.1)
    }

    @Test func loadsWithoutANetworkOrAComplaint() throws {
        let folder = try county()
        let (elements, complaints) = try load(folder, "report.html")
        #expect(complaints.isEmpty)
        #expect(offices(elements) == ["丙&lt;b&gt;局", "乙局", "甲 局#1"], "as the file has it")
        #expect(elements.contains("<button type=\"button\">总分</button>"), "its own script has run")
        #expect(elements.matches(of: #/https?:/#).isEmpty)
    }

    @Test func runsNoScriptButItsOwnAndLoadsNothing() throws {
        let folder = try county()
        let page = Fixtures.text(folder.path + "/out/report.html")
        let hostile =
            "<script>document.title='x'</script><img src=http://example.org/a.png onerror=\"document.title='y'\">"
        _ = try folder.write("out/hostile.html", page.replacing("</table>", with: "</table>" + hostile))
        let (elements, complaints) = try load(folder, "hostile.html")
        #expect(complaints.count >= 2, "the policy refuses both: \(complaints)")
        #expect(elements.contains("<title>2023年度部门预算绩效自评一览</title>"))
    }

    @Test(arguments: [
        ("#sort=score", ["乙局", "丙&lt;b&gt;局", "甲 局#1"], "aria-sort=\"ascending\""),
        ("#sort=-score", ["丙&lt;b&gt;局", "甲 局#1", "乙局"], "aria-sort=\"descending\""),
        ("#sort=-warnings", ["乙局", "丙&lt;b&gt;局", "甲 局#1"], "aria-sort=\"descending\""),
        ("#sort=office", ["丙&lt;b&gt;局", "甲 局#1", "乙局"], "aria-sort=\"ascending\""),
        ("#sort=nothing", ["丙&lt;b&gt;局", "乙局", "甲 局#1"], "aria-label"),
    ])
    func sortsAsTheFragmentSays(_ fragment: String, _ order: [Substring], _ mark: String) throws {
        let (elements, complaints) = try load(county(), "report.html" + fragment)
        #expect(offices(elements) == order)
        #expect(elements.contains(mark))
        #expect(complaints.isEmpty)
    }

    /// A copy of the page that runs `script` when all is loaded, and writes what it gives into the title.
    private func probe(_ folder: TemporaryFolder, _ script: String) throws -> Substring? {
        let page = Fixtures.text(folder.path + "/out/report.html")
        let open = page.replacing(#/<meta http-equiv="Content-Security-Policy"[^>]*>/#, with: "")
        let probe =
            "<script>window.addEventListener('load',function(){document.title=JSON.stringify((function(){\(script)})())})</script>"
        _ = try folder.write("out/probe.html", open.replacing("</body>", with: probe + "</body>"))
        return try load(folder, "probe.html").elements.firstMatch(of: #/<title>(.*?)<\/title>/#)?.1
    }

    @Test func sortsAndSearchesByHand() throws {
        let script = """
            var press = function(key){document.querySelector('th[data-key='+key+'] button').click()};
            var names = function(){return [...document.querySelectorAll('tbody')].filter(b=>!b.hidden).map(b=>b.id).join('')};
            var found = [];
            press('errors'); found.push(names()); press('errors'); found.push(names());
            press('score'); found.push(names()); press('score'); found.push(names());
            var field = document.querySelector('input[type=search]'); field.value = '乙';
            field.dispatchEvent(new Event('input')); found.push(names());
            return found;
            """
        #expect(try probe(county(), script) == #"["d1d2d3","d2d3d1","d2d1d3","d1d3d2","d2"]"#)
    }

    @Test func showsPicturesAndLeadsToRowsAndFiles() throws {
        let script = """
            var images = [...document.images].map(function(i){i.loading='eager';return i.naturalWidth+'x'+i.naturalHeight});
            document.getElementById('only-refused').click();
            var shown = [...document.querySelectorAll('tbody')].filter(b=>getComputedStyle(b).display!=='none').map(b=>b.id);
            var dots = [...document.querySelectorAll('svg a')].map(a=>a.getAttribute('href'));
            var loaded = performance.getEntriesByType('resource').filter(e=>!e.name.startsWith('data:')).length;
            return [images[0], images.length, shown, dots.every(d=>document.querySelector(d)), dots.length, loaded];
            """
        let folder = try county()
        let seen = try probe(folder, script)
        #expect(seen == #"["128x181",4,["d1"],true,3,0]"#, "\(seen ?? "")")
        let links = Fixtures.text(folder.path + "/out/report.html").matches(of: #/href="([^"#]+\.pdf)/#).map(\.1)
        #expect(links.count == 6, "a link to each file and to each of its forms")
        for link in links {
            let name = try #require(link.removingPercentEncoding)
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/out/\(name)"))
        }
    }
}
