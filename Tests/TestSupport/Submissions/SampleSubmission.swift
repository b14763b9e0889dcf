/// A submission with something of everything that layouts and expressions ask for.
package let sampleSubmission = """
    formSet: test
    year: 2023
    office: {name: 清岚县财政局, shortName: 县财政局}
    filing: {preparer: 甲某某, date: 2024-06-02}
    baseData:
      staffing: {authorized: 36}
      spending:
        - {item: basic, label: 基本支出, level: 0, budget: 1}
        - {item: project, label: 项目甲, level: 2, budget: 2}
        - {item: project, label: 项目乙, level: 3}
    overall:
      funds: {initial: 0}
      income: [{label: 收一, amount: 1}, {label: 收二, amount: 2}, {label: 收三}]
      expenditure: [{label: 支一, amount: 3}]
      groups:
        - name: 产出
          subgroups:
            - {name: 数量, indicators: [{name: 一, score: 1}, {name: 二, score: 2}]}
            - {name: 质量, indicators: [{name: 三, score: 3}]}
        - name: 效益
          subgroups: [{name: 社会, indicators: [{name: 四, score: 4}]}]
      total: {weight: 100}
    roster: {people: [], blankRows: 2}
    """
