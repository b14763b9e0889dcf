import Diagnostics
import Forms
import Intake
import TestSupport
import Testing

/// Workbooks and Word files whose parts are changed at random, and packed whole: the readers of XML see every change.
@Suite struct PackageFuzzTests {
    /// Before each part stands a line with its name.
    private static let mark = "=== "

    private static let workbook = """
        === _rels/.rels
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>
        === xl/_rels/workbook.xml.rels
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="sheet.xml"/>
        <Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="texts.xml"/>
        <Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        </Relationships>
        === xl/workbook.xml
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <workbookPr date1904="0"/>
        <sheets><sheet name="附件3" sheetId="1" state="visible" r:id="s"/></sheets></workbook>
        === xl/texts.xml
        <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <si><t>县级预算部门名称</t></si>
        <si><r><t xml:space="preserve">总 </t></r><r><t>分_x000D_</t></r><rPh sb="0" eb="1"><t>z</t></rPh></si>
        </sst>
        === xl/styles.xml
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts><numFmt numFmtId="164" formatCode="[&gt;=90]&quot;优&quot;;[Red]#,##0.00_);yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="31"/></cellXfs>
        </styleSheet>
        === xl/sheet.xml
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <cols><col min="2" max="3" hidden="1"/></cols>
        <sheetData>
        <row r="1" hidden="0">
        <c r="A1" t="s"><v>0</v></c>
        <c r="C1" s="1"><v>97.5</v></c>
        </row>
        <row r="2">
        <c t="s"><v>1</v></c>
        <c s="2"><f>SUM(A1)</f><v>0.9707</v></c>
        <c s="3"><v>45445</v></c>
        <c t="inlineStr"><is><t>直写</t></is></c>
        <c t="b"><v>1</v></c>
        <c t="e"><v>#REF!</v></c>
        <c t="str"><f>A1</f><v>果</v></c>
        <c t="d"><v>2024-06-02</v></c>
        </row>
        </sheetData>
        <mergeCells>
        <mergeCell ref="A1:B1"/>
        <mergeCell ref="A2:A9"/>
        </mergeCells>
        </worksheet>
        """

    private static let document = """
        === _rels/.rels
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
        </Relationships>
        === word/_rels/document.xml.rels
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
        <Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        <Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="notes.xml"/>
        </Relationships>
        === word/styles.xml
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/></w:style>
        <w:style w:type="paragraph" w:styleId="2"><w:name w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        </w:styles>
        === word/numbering.xml
        <w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        </w:numbering>
        === word/notes.xml
        <w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>
        === word/document.xml
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
        <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>概况</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">支出 </w:t><w:tab/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>6月</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
        <w:tbl>
        <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>
        <w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>
        <w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr><w:p/></w:tc>
        <w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc></w:tr>
        <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>
        <w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc>
        <w:tc><w:p><w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr>
        </w:tbl>
        <w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt></w:p>
        </w:body></w:document>
        """

    /// The parts that a text states; none where it begins with none.
    private static func parts(_ text: String) -> [(name: String, bytes: [UInt8])] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).reduce(into: []) { parts, line in
            if line.starts(with: mark.utf8) {
                parts.append((name: String(Substring(line).dropFirst(mark.count).prefix(200)), bytes: []))
            } else if !parts.isEmpty {
                parts[parts.count - 1].bytes += line
                parts[parts.count - 1].bytes.append(0x0A)
            }
        }
    }

    /// Files are read or refused for one reason, and give grids whose cells do not lie over one another where it is a sheet.
    @Test func packages() throws {
        try Fuzzer(name: "packages", share: 100, corpus: [Self.workbook, Self.document]).run { text in
            do throws(Rejection) {
                let file = try OfficeFile.read(StoredZip.zip(Self.parts(text)), name: "a.xlsx")
                for case .grid(let grid) in file.parts {
                    #expect(Self.isSound(grid, isSheet: !text.contains("w:tbl")), "\(text)")
                }
                return "\(min(file.parts.count, 9)) \(Self.kinds(of: file)) \(Set(file.findings.map(\.id)).sorted())"
            } catch {
                #expect(error.diagnostics.count == 1)
                return "\(error.diagnostics.map(\.id))"
            }
        }
    }

    /// What cells of the file hold, each kind once.
    private static func kinds(of file: GridFile) -> [String] {
        let cells = file.parts.flatMap { part -> [GridCell] in
            if case .grid(let grid) = part { grid.cells } else { [] }
        }
        return Set(cells.map { String("\($0.value)".prefix(4)) }).sorted()
    }

    private static func isSound(_ grid: Grid, isSheet: Bool) -> Bool {
        guard grid.cells.allSatisfy({ $0.row >= 0 && $0.column >= 0 && $0.rowSpan > 0 && $0.columnSpan > 0 }) else {
            return false
        }
        guard isSheet, grid.cells.count <= 40 else { return true }
        return grid.cells.indices.allSatisfy { index in
            grid.cells[(index + 1)...].allSatisfy { other in
                let cell = grid.cells[index]
                return !cell.rows.overlaps(other.rows) || !cell.columns.overlaps(other.columns)
            }
        }
    }
}
