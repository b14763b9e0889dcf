import TestSupport
import Testing

/// The guides for those who write form sets, followed to the letter.
@Suite struct GuideTests {
    private static let folder = Fixtures.project + "/docs/"

    private func text(_ name: String) -> String { Fixtures.text("\(Self.folder)\(name).md") }

    @Test(arguments: ["tutorial", "cookbook"]) func workAsTheySay(_ name: String) throws {
        let text = text(name)
        #expect(text.matches(of: #/(?m)^\$ annex /#).count > 10)
        #expect(Golden.matches(try Guide(text).followed(), "\(Self.folder)\(name).md"))
    }

    @Test func haveNoRecipeThatIsAtFault() {
        let text = text("cookbook")
        let recipes = text.matches(of: #/(?m)^```yaml recipes/([a-z-]+)/formset\.yaml$/#).map { String($0.1) }
        #expect(recipes.count > 10)
        for recipe in recipes {
            #expect(text.contains("\nrecipes/\(recipe)：没有错误，示例 "), "\(recipe)")
        }
        #expect(!text.contains("警告："))
    }

    @Test(arguments: ["tutorial", "cookbook"]) func linkToWhatIsThere(_ name: String) {
        let links = text(name).matches(of: #/\]\(([^)#:]+)\)/#).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links { #expect(!Fixtures.text(Self.folder + link).isEmpty, "\(link)") }
    }

    @Test func takesEachStepInTurn() throws {
        let steps = """
            ```yaml a/b.yaml
            甲: 乙
            ```
            ```console
            $ cat a/b.yaml; pwd
            别的
            $ true
            $ printf 丙
            ```
            ```
            $ 不是命令
            ```
            """
        let followed = steps.replacing("别的\n", with: "甲: 乙\n/home/xian\n")
            .replacing("printf 丙\n", with: "printf 丙\n丙\n")
        #expect(try Guide(steps).followed() == followed)
    }
}
