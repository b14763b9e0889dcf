import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

/// Files that declare models, and what is told of those at fault.
@Suite struct ModelFileTests {
    @Test func beginsEveryModelWithTheFormSet() throws {
        let folder = try ModelFolder(fields: "")
        #expect(try folder.names() == ["formSet", "office", "year"])
        let taken = try ModelFolder(fields: "- {name: formSet, title: 表样, type: text}")
        #expect(taken.faults == ["set/model.yaml:6:5 name-taken"])
    }

    @Test func takesGroupsFromOtherFilesAndChangesThem() throws {
        let indicators = """
            title: 指标
            fields:
              - {name: name, title: 名称, type: text, required: true}
              - {name: weight, title: 分值, type: figure}
              - {name: parts, title: 部分, type: list, fields: [{name: score, title: 得分, type: figure}]}
            """
        let more = """
            - name: rows
              type: list
              like: ../common/rows.yaml
              fields:
                - {name: weight, as: points, title: 分数}
                - {name: nature, title: 性质, type: choice, values: [定性, 定量], before: points}
                - {in: parts, name: rank, title: 名次, type: integer}
            - {in: rows.parts, name: score, drop: true}
            - {name: year, before: office}
            """
        let folder = try ModelFolder(fields: more, ["common/rows.yaml": indicators])
        #expect(folder.faults.isEmpty)
        #expect(try folder.names() == ["formSet", "year", "office", "rows"])
        #expect(try folder.names(at: "rows") == ["name", "nature", "points", "parts"])
        #expect(try folder.names(at: "rows", "parts") == ["rank"])
        let rows = try #require(try folder.model.type.fields.last)
        #expect(rows.title == "指标" && rows.type.innerRecord?.fields[2].title == "分数")
    }

    @Test func buildsOnTheModelOfAnotherFormSet() throws {
        let other = "title: 材料\n" + ModelFolder.document + ModelFolder.fields
        let own = """
            like: ../other/model.yaml
            document: {title: "{office}{year}", date: day}
            fields: [{name: day, title: 日期, type: date}]
            """
        let folder = try ModelFolder(["other/model.yaml": other, "set/model.yaml": own])
        let model = try folder.model
        #expect(model.type.title == "材料")
        #expect(model.paths.count == 2)
        let text = "formSet: set\noffice: 甲局\nyear: 2024\nday: 2024-06-02\n"
        let document = try audited(text, model: model).document
        #expect(document.title == "甲局2024" && document.office == "甲局" && document.formSet == "set")
        #expect(document.date == FilingDate(year: 2024, month: 6, day: 2))
    }

    @Test func tellsOfEveryFaultOfEveryFileAtOnce() throws {
        let more = """
            - {name: kind, title: 种类, type: colour}
            - {name: kind2, title: 种类, type: choice}
            - {name: office, title: 又一个, type: text}
            - {name: year, drop: yes}
            - {name: offcie, title: 单位名称}
            - {in: ofice, name: a, title: 甲, type: text}
            - {name: 1a, title: 甲, type: text}
            - {name: level, title: 级, type: integer, min: 5, max: 1}
            - {name: level2, title: 级, type: integer, min: 0, max: 3, default: 4}
            - {name: word, title: 词, type: text, values: [甲]}
            - {name: rows, type: list, like: ../common/rows.yaml, colour: red}
            """
        let rows = "title: 行\nfields:\n  - {name: a, title: 甲, type: text}\n  - {name: a, title: 乙, type: text}\n"
        let folder = try ModelFolder(fields: more, ["common/rows.yaml": rows])
        #expect(
            folder.faults.sorted() == [
                "common/rows.yaml:4:12 name-taken", "set/model.yaml:10:12 unknown-field",
                "set/model.yaml:11:10 unknown-field", "set/model.yaml:12:12 wrong-type",
                "set/model.yaml:13:5 wrong-type",
                "set/model.yaml:14:70 wrong-type", "set/model.yaml:15:48 unfit-key", "set/model.yaml:16:57 unknown-key",
                "set/model.yaml:6:35 wrong-type", "set/model.yaml:7:5 missing-key", "set/model.yaml:8:12 name-taken",
                "set/model.yaml:9:24 wrong-type",
            ])
    }

    @Test(arguments: [
        ("office: title", "3:9 unknown-field"), ("office: year", "3:9 wrong-type"), ("year: office", "4:7 wrong-type"),
        ("date: year", "5:7 wrong-type"), ("archive: mark", "5:10 wrong-type"), ("waivers: mark", "5:10 wrong-type"),
        ("waivers: rows", "5:10 wrong-type"), ("file: '{year}'", "2:7 wrong-type"),
        ("file: '{office}{sum(rows.a)}'", "2:7 wrong-type"), ("file: '{office}{mark.year}'", "2:7 wrong-type"),
        ("title: '{ofice}'", "1:10 unknown-field"),
        ("printed: office", "5:1 unknown-key"),
    ])
    func tellsOfRolesThatPointNowhere(_ role: String, _ fault: String) throws {
        var lines = ["title: 甲", "file: '{office}'", "office: office", "year: year"]
        let key = role.prefix { $0 != ":" }
        if let index = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) {
            lines[index] = role
        } else {
            lines.append(role)
        }
        let document = "document:\n" + lines.map { "  \($0)\n" }.joined()
        let more = """
              - {name: mark, title: 章, type: group, fields: [{name: year, title: 年, type: text}]}
              - {name: rows, title: 行, type: list, fields: [{name: a, title: 甲, type: figure}]}

            """
        let folder = try ModelFolder(["set/model.yaml": "title: 材料\n" + document + ModelFolder.fields + more])
        let place = fault.split(separator: ":", maxSplits: 1)
        let column = place[1].prefix { $0 != " " }
        let id = place[1].drop { $0 != " " }
        let line = (Int(place[0]) ?? 0) + 2
        #expect(folder.faults == ["set/model.yaml:\(line):\((Int(column) ?? 0) + 2)\(id)"])
    }

    @Test func tellsOfAFileThatCannotBeReadOnceAndOfNothingThatFollowsFromIt() throws {
        let fields = """
            fields:
              - {name: office, like: ../common/office.yaml}
              - {name: former, like: ../common/office.yaml}
              - {name: year, title: 年度, type: integer}
            """
        let document = "document: {title: 甲, file: '{office.name}', office: office.name, year: year}\n"
        let folder = try ModelFolder(["set/model.yaml": "title: 材料\n" + document + fields])
        #expect(
            folder.faults == [
                "common/office.yaml:1:1 cannot-read", "set/model.yaml:4:26 cannot-read",
            ])
    }

    @Test func tellsOfRolesAtFaultBesideFieldsAtFault() throws {
        let document =
            "document: {title: '{yaer}{mark.a}', file: '{office}', office: office, year: year, archive: mark}\n"
        let fields = ModelFolder.fields + "  - {name: mark, title: 章, type: colour}\n"
        let folder = try ModelFolder([
            "set/model.yaml": "title: 材料\n" + document.replacing("year: year", with: "year: yaer") + fields
        ])
        #expect(folder.faults == ["set/model.yaml:6:34 wrong-type", "set/model.yaml:2:77 unknown-field"])
    }

    @Test func callsAGroupThatIsGivenAnotherTitleByThatOne() throws {
        let more = """
            - {name: form, title: 表, type: group, fields: [{name: a, title: 甲, type: text}]}
            - {name: form, title: 新表}
            """
        let form = try #require(try ModelFolder(fields: more).model.type.fields.last)
        #expect(form.title == "新表" && form.type.innerRecord?.title == "新表")
    }

    @Test func needsADocument() throws {
        let folder = try ModelFolder(["set/model.yaml": "title: 材料\n" + ModelFolder.fields])
        #expect(folder.faults == ["set/model.yaml:1:1 missing-key"])
        let empty = try ModelFolder(["set/model.yaml": "title: 材料\ndocument: {}\n" + ModelFolder.fields])
        #expect(Set(empty.faults) == ["set/model.yaml:2:11 missing-key"])
    }

    @Test func tellsOfFilesThatBuildOnThemselves() throws {
        let like = "like: ../b/model.yaml\n"
        let folder = try ModelFolder(["set/model.yaml": like, "b/model.yaml": "like: ../set/model.yaml\n"])
        #expect(folder.faults.first == "b/model.yaml:1:7 cyclic-like")
        let more = "- {name: a, like: ../common/a.yaml}"
        let a = "title: 甲\nfields: [{name: b, like: a.yaml}]\n"
        #expect(try ModelFolder(fields: more, ["common/a.yaml": a]).faults == ["common/a.yaml:2:26 cyclic-like"])
    }

    @Test func countsTheFieldsOfFilesThatMultiply() throws {
        var files: [String: String] = [:]
        for depth in 0..<14 {
            let fields = (0..<10).map { "  - {name: f\($0), like: l\(depth + 1).yaml}\n" }.joined()
            files["common/l\(depth).yaml"] = "title: 甲\nfields:\n" + fields
        }
        files["common/l14.yaml"] = "title: 甲\nfields: [{name: a, title: 甲, type: text}]\n"
        let folder = try ModelFolder(fields: "- {name: a, like: ../common/l0.yaml}", files)
        #expect(folder.faults == ["set/model.yaml:1:1 too-many-fields"])
    }

    @Test(arguments: [
        "/etc/hostname", "../../a.yaml", "../.hidden/a.yaml", ".a.yaml", "../common/../a.yaml", "a.txt", "no.yaml",
    ])
    func readsNoFileElsewhere(_ path: String) throws {
        let folder = try ModelFolder(fields: "- {name: a, like: '\(path)'}", ["a.yaml": "title: 甲\nfields: []\n"])
        let found = folder.faults
        #expect(found.contains("set/model.yaml:6:21 wrong-type") || found.contains("set/model.yaml:6:21 cannot-read"))
    }

    @Test func tellsOfGroupsThatInheritFromNone() throws {
        let filing = "title: 填报\nfields: [{name: who, title: 谁, type: text}]\n"
        let more = """
            - {name: filing, like: ../common/filing.yaml}
            - {name: form, title: 表, type: group, fields: [{name: filing, like: ../common/filing.yaml, inherits: filling}]}
            """
        #expect(
            try ModelFolder(fields: more, ["common/filing.yaml": filing]).faults == [
                "set/model.yaml:7:104 unknown-field"
            ])
        let other =
            more.replacing("filling", with: "filing")
            + "\n- {in: form.filing, name: who, drop: true}\n- {in: form.filing, name: who, title: 谁, type: date}"
        #expect(
            try ModelFolder(fields: other, ["common/filing.yaml": filing]).faults == ["set/model.yaml:7:104 wrong-type"]
        )
    }

    @Test func inheritsTheFieldsThatAGroupHas() throws {
        let filing = "title: 填报\nfields: [{name: who, title: 谁, type: text}, {name: day, title: 日, type: date}]\n"
        let more = """
            - {name: filing, like: ../common/filing.yaml}
            - {name: forms, title: 表, type: list, fields: [{name: by, like: ../common/filing.yaml, inherits: filing}]}
            - {in: forms.by, name: day, drop: true}
            - {in: forms.by, name: phone, title: 电话, type: text, before: who}
            """
        let model = try ModelFolder(fields: more, ["common/filing.yaml": filing]).model
        let text = "formSet: a\noffice: 甲\nyear: 2024\nfiling: {who: 乙, day: 2024-01-02}\nforms: [{}, {by: {who: 丙}}]\n"
        let audit = try audited(text, model: model)
        #expect(audit["forms[0].by.who"] == "乙" && audit["forms[0].by.phone"] == "")
        #expect(audit["forms[1].by.who"] == "丙")
        let leaf = try #require(audit.leaves.first { $0.path == "forms[0].by.who" })
        #expect(audit.places(of: [leaf.id])[leaf.id]?.path.description == "filing.who")
        #expect(!String(decoding: audit.canonicalJSON, as: UTF8.self).contains("phone"))
    }
}
