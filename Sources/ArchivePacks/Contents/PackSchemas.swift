/// The schemas (W3C XML Schema 1.0) of what a pack holds as XML. They are in every pack, for whoever has it in years to come, and
/// in `docs/`.
package enum PackSchemas {
    /// The schema of 文件目录.XML.
    package static let catalogue = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:annex:archive-catalogue:1"
            targetNamespace="urn:annex:archive-catalogue:1" elementFormDefault="qualified">
          <xs:element name="文件目录">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="文件" type="文件" maxOccurs="unbounded"/>
                <xs:element name="合计">
                  <xs:complexType>
                    <xs:attribute name="件数" type="xs:positiveInteger" use="required"/>
                    <xs:attribute name="页数" type="xs:nonNegativeInteger" use="required"/>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="立档单位" type="有字" use="required"/>
              <xs:attribute name="全宗号" type="代码" use="required"/>
              <xs:attribute name="档案门类" type="代码" use="required"/>
              <xs:attribute name="年度" type="xs:gYear" use="required"/>
              <xs:attribute name="归档日期" type="日期" use="required"/>
            </xs:complexType>
            <xs:unique name="顺序号不重复">
              <xs:selector xpath="*"/>
              <xs:field xpath="@顺序号"/>
            </xs:unique>
          </xs:element>
          <xs:complexType name="文件">
            <xs:sequence>
              <xs:element name="档号" type="档号"/>
              <xs:element name="文号" type="xs:string"/>
              <xs:element name="责任者" type="有字"/>
              <xs:element name="题名" type="有字"/>
              <xs:element name="日期" type="日期或空"/>
              <xs:element name="密级" type="xs:string"/>
              <xs:element name="页数" type="xs:positiveInteger"/>
              <xs:element name="备注" type="xs:string"/>
              <xs:element name="电子档案名称" type="路径"/>
            </xs:sequence>
            <xs:attribute name="顺序号" type="xs:positiveInteger" use="required"/>
          </xs:complexType>
          <xs:simpleType name="有字">
            <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="代码">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9A-Za-z]{1,20}"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="档号">
            <xs:restriction base="xs:string">
              <xs:pattern value="[0-9A-Za-z]+-[0-9A-Za-z]+·[0-9]{4}-[0-9A-Za-z]+-[0-9A-Za-z]+-[0-9]+"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="日期">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9]{8}"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="日期或空">
            <xs:restriction base="xs:string"><xs:pattern value="([0-9]{8})?"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="路径">
            <xs:restriction base="xs:string"><xs:pattern value="data/[0-9A-Za-z./\\-]+"/></xs:restriction>
          </xs:simpleType>
        </xs:schema>

        """

    /// The schema of the metadata of an item.
    package static let metadata: String = {
        let wanted = ["聚合层次", "立档单位名称", "档号", "全宗号", "年度", "保管期限", "机构或问题", "类别号", "室编件号", "题名"]
        let rest = ["文件编号", "责任者", "日期", "密级", "页数", "格式信息", "计算机文件名", "计算机文件大小", "附注"]
        let optional: Set = ["文件编号", "日期", "密级", "附注"]
        let additions = ["摘要算法", "摘要值", "形成方式", "来源文件名", "来源文件摘要值", "归档章"]
        func lines(_ names: [String], _ space: String) -> String {
            names.map {
                "\(space)<xs:element name=\"\($0)\" type=\"有字\"\(optional.contains($0) ? " minOccurs=\"0\"" : "")/>\n"
            }.joined()
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:annex:archive-metadata:1"
                targetNamespace="urn:annex:archive-metadata:1" elementFormDefault="qualified">
              <xs:element name="电子文件元数据">
                <xs:complexType>
                  <xs:sequence>
            \(lines(wanted + rest, "        "))        <xs:element name="附加信息">
                      <xs:complexType>
                        <xs:sequence>
            \(lines(additions, "              "))            </xs:sequence>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                  <xs:attribute name="依据" type="xs:string" fixed="DA/T 46-2009" use="required"/>
                </xs:complexType>
              </xs:element>
              <xs:simpleType name="有字">
                <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
              </xs:simpleType>
            </xs:schema>

            """
    }()
}
