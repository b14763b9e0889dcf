import Crypto
import Diagnostics
import Files
import Layout

extension PageMark {
    /// The mark of the pages of a submission.
    /// - Parameters:
    ///   - submissionHash: the SHA-256 of its canonical text, which lies in the PDF as `submission.json`.
    ///   - office: the full name of the office.
    init(submissionHash: String, office: String, isDraft: Bool) {
        self.init(
            digest: submissionHash.prefix(Self.digestLength).uppercased(), office: Self.digest(ofOffice: office),
            isDraft: isDraft)
    }

    /// The digest of the name of an office.
    package static func digest(ofOffice name: String) -> String {
        SHA256.hash(data: Array(name.utf8)).hexadecimal.prefix(officeLength).uppercased()
    }

    /// The finding that a form set has no place for codes.
    static func noPlace(in formSet: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-page-code",
            LocalizedText(
                "表样 \(formSet) 没有写明识别码的样子（formset.yaml 的 page.code），不能用 --page-codes",
                en: "form set \(formSet) has no place for codes (page.code in formset.yaml), which --page-codes needs"))
    }
}
