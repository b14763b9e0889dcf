import Testing

@testable import Evaluation

/// Choices as boxes, of which the chosen one is ticked.
@Suite struct ChoiceBoxesTests {
    private let boxes = ChoiceBoxes(["new", "延续"]) { $0 == "new" ? "新增（含新设）" : $0 }

    @Test(arguments: [
        ("new", "☑新增（含新设）　□延续"), ("延续", "□新增（含新设）　☑延续"), ("", "□新增（含新设）　□延续"),
    ])
    func tickWhatIsChosen(_ word: String, _ text: String) {
        #expect(boxes.text(of: word) == text)
        #expect(boxes.word(in: text) == word)
        let leaf = word.isEmpty ? Leaf.empty : .choice(word)
        #expect(ValueFilter.boxes(boxes).applied(to: leaf).text == text)
        #expect(ValueFilter.boxes(boxes).removed(from: text) == word)
    }

    /// People tick in ways of their own.
    @Test(arguments: [
        ("□新增（含新设）√延续", "延续"), ("□ 新增(含新设)\n☑ 延续", "延续"), ("■新增（含新设）、□延续", "new"),
        ("新增（含新设）□ 延续☑", "延续"), ("新增（含新设）（√）　延续（□）", "new"), ("☐新增（含新设） ☒延续", "延续"), ("☑new □延续", "new"),
        ("新增（含新设）☐；延续☐", ""),
    ])
    func areReadAsTheyAreTicked(_ text: String, _ word: String) { #expect(boxes.word(in: text) == word) }

    /// What shows no boxes is the choice itself, and what is not plain is left to be told.
    @Test(arguments: ["延续", "新增（含新设）", "", "☑新增（含新设）　☑延续", "☑其他　□延续", "√", "√延续√", "√新增（含新设）　延续"])
    func leaveOtherTextsAsTheyAre(_ text: String) { #expect(boxes.word(in: text) == text) }
}
