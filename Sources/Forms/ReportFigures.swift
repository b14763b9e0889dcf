import Diagnostics
package import Evaluation
import SourceTree

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// The figures by which a county's submissions are compared, as the form set says where they stand.
package struct ReportFigures: Sendable {
    /// The points that the office gives itself.
    let score: ModelExpression?
    /// How much of its budget it has carried out, in percent.
    let rate: ModelExpression?

    /// The decimals that figures are rounded to.
    private static let places = 2

    init(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) {
        let group = reader.group(node, .figures)
        score = Self.number(group["score"], scope: scope, &reader)
        rate = Self.number(group["rate"], scope: scope, &reader)
    }

    private static func number(
        _ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> ModelExpression? {
        guard let node, let expression = reader.expression(node, scope: scope) else { return nil }
        guard expression.kind == .number else {
            reader.expected(LocalizedText("得出一个数的表达式", en: "an expression that gives a number"), node)
            return nil
        }
        return expression
    }

    /// The score of `model`, to two decimals; `nil` where it is empty or no number.
    package func score(of model: ModelValue) -> Decimal? { Self.value(score, model) }

    /// The rate of `model` in percent, to two decimals; `nil` where it is empty or no number.
    package func rate(of model: ModelValue) -> Decimal? { Self.value(rate, model) }

    private static func value(_ expression: ModelExpression?, _ model: ModelValue) -> Decimal? {
        expression?.number(in: ExpressionEnvironment(root: model))?.rounded(to: places)
    }
}
