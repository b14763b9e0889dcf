/// One office's self-evaluation of one year: everything that its annex forms print.
package struct Submission: Record {
    /// The form set that lays it out, for example `hunan-2023`.
    package var formSet = ""
    /// The year that is evaluated.
    package var year = EvaluationYear(EvaluationYear.range.lowerBound)
    /// The office that submits.
    package var office = Office()
    /// Who filled in the forms, unless a form says otherwise.
    package var filing = Filing()
    /// 归档章, where the submission is stamped for the archive.
    package var archive: ArchiveMark?
    /// 附件1, the narrative report.
    package var narrative: NarrativeReport?
    /// 附件2, the base data table.
    package var baseData: BaseData?
    /// 附件3, the evaluation of the whole office.
    package var overall: OverallEvaluation?
    /// 附件4 and 附件5, once for each project.
    package var projects: [Project] = []
    /// 附件6, the people in charge.
    package var roster: Roster?
    /// Findings that the office answers for.
    package var waivers: [Waiver] = []
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty submission.
    package init() {}

    /// The fields of a submission.
    package static let schema = RecordSchema<Submission>(
        "自评材料",
        [
            Field("formSet", \.formSet, "表样", required: true, identity: true),
            Field("year", \.year, "评价年度", required: true),
            Field("office", \.office, "单位", required: true),
            Field("filing", \.filing, "填报信息", required: true),
            Field("archive", \.archive, "归档章"),
            Field("narrative", \.narrative, "附件1 自评报告"),
            Field("baseData", \.baseData, "附件2 基础数据表"),
            Field("overall", \.overall, "附件3 整体支出自评表"),
            Field("projects", \.projects, "附件4、附件5 项目"),
            Field("roster", \.roster, "附件6 负责人名册"),
            Field("waivers", \.waivers, "豁免"),
        ])
}

/// The year that is evaluated.
package struct EvaluationYear: BoundedInteger, Hashable {
    /// Budget performance evaluation is younger than the first, and a form set older than the last.
    package static let range = 2000...2200
    /// The year of the Gregorian calendar.
    package let value: Int

    /// Creates a year.
    package init(_ value: Int) {
        self.value = value
    }
}

/// The office that submits.
package struct Office: Record {
    /// The full name, as on its seal.
    package var name = ""
    /// The name that titles use; the full name where it is empty.
    package var shortName = ""
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An office without name.
    package init() {}

    /// The fields of an office.
    package static let schema = RecordSchema<Office>(
        "单位",
        [
            Field("name", \.name, "单位全称", required: true, identity: true),
            Field("shortName", \.shortName, "单位简称", required: true, identity: true),
        ])
}

/// The line below a form: who filled it in, when, and who answers for it.
package struct Filing: Record {
    /// 填表人
    package var preparer = ""
    /// 填报日期
    package var date: FilingDate?
    /// 联系电话
    package var phone = ""
    /// 单位负责人, whose name may be printed beside the blank for the signature.
    package var leader = ""
    /// 签名图片: the path of a PNG of the leader's signature, from the submission's folder.
    package var signature = ""
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// A line to be filled in by hand.
    package init() {}

    /// The fields of the line.
    package static let schema = RecordSchema<Filing>(
        "填报信息",
        [
            Field("preparer", \.preparer, "填表人", personal: true),
            Field("date", \.date, "填报日期"),
            Field("phone", \.phone, "联系电话", personal: true),
            Field("leader", \.leader, "单位负责人", personal: true),
            Field("signature", \.signature, "签名图片", personal: true),
        ])
}

/// A finding that the office has looked into and lets stand.
package struct Waiver: Record {
    /// The name of the rule, as the finding shows it in brackets.
    package var rule = ""
    /// The field, as the finding names it, or a group around it; every place where it is empty.
    package var at = ""
    /// Why.
    package var reason = ""
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty waiver.
    package init() {}

    /// The fields of a waiver.
    package static let schema = RecordSchema<Waiver>(
        "豁免",
        [
            Field("rule", \.rule, "规则", required: true, identity: true),
            Field("at", \.at, "字段", identity: true),
            Field("reason", \.reason, "理由", required: true),
        ])
}

/// What the filing stamp says (DA/T 22-2015, 5.4); what is left out is filled in by hand.
package struct ArchiveMark: Record {
    /// 全宗号
    package var fonds = ""
    /// 件号
    package var item = ""
    /// 机构或问题
    package var category = ""
    /// 保管期限
    package var retention = ""
    /// 页数
    package var pages = ""
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty stamp.
    package init() {}

    /// The fields of the stamp.
    package static let schema = RecordSchema<ArchiveMark>(
        "归档章",
        [
            Field("fonds", \.fonds, "全宗号"),
            Field("item", \.item, "件号"),
            Field("category", \.category, "机构或问题"),
            Field("retention", \.retention, "保管期限"),
            Field("pages", \.pages, "页数"),
        ])
}

/// 附件1, the narrative report.
package struct NarrativeReport: Record {
    /// Its title.
    package var title = ""
    /// Its text.
    package var body = ReportText()
    /// 落款, where the report ends in one.
    package var signOff: SignOff?
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty report.
    package init() {}

    /// The fields of the report.
    package static let schema = RecordSchema<NarrativeReport>(
        "附件1 自评报告",
        [
            Field("title", \.title, "标题", required: true),
            Field("body", \.body, "正文", required: true),
            Field("signOff", \.signOff, "落款"),
        ])
}

/// The office and the date that a report ends in, over which the seal is set.
package struct SignOff: Record {
    /// 署名单位, where it is not the office's full name.
    package var office = ""
    /// 成文日期, where it is not the day on which the forms were filled in.
    package var date: FilingDate?
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// The office's own, on the day of its forms.
    package init() {}

    /// The fields of the end.
    package static let schema = RecordSchema<SignOff>(
        "落款",
        [
            Field("office", \.office, "署名单位（不写则为单位全称）", identity: true),
            Field("date", \.date, "成文日期（不写则为填报日期）"),
        ])
}
