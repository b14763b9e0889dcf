"""The offices of a made-up county: their names, what they look after, and the people in them."""

COUNTY = "清岚县"

# Bureaus: name, short name, field of work.
BUREAUS = [
    ("农业农村局", "县农业农村局", "农业"), ("水利局", "县水利局", "水利"), ("林业局", "县林业局", "林业"),
    ("教育局", "县教育局", "教育"), ("卫生健康局", "县卫健局", "卫生"), ("医疗保障局", "县医保局", "卫生"),
    ("民政局", "县民政局", "民政"), ("退役军人事务局", "县退役军人局", "民政"), ("残疾人联合会", "县残联", "民政"),
    ("人力资源和社会保障局", "县人社局", "民政"), ("交通运输局", "县交通局", "交通"), ("公路建设养护中心", "县公路中心", "交通"),
    ("住房和城乡建设局", "县住建局", "城建"), ("城市管理和综合执法局", "县城管局", "城建"), ("自然资源局", "县自然资源局", "城建"),
    ("文化旅游广电体育局", "县文旅广体局", "文旅"), ("融媒体中心", "县融媒体中心", "文旅"), ("图书馆", "县图书馆", "文旅"),
    ("应急管理局", "县应急局", "应急"), ("消防救援大队", "县消防大队", "应急"), ("气象局", "县气象局", "应急"),
    ("市场监督管理局", "县市场监管局", "监管"), ("审计局", "县审计局", "监管"), ("统计局", "县统计局", "监管"),
    ("发展和改革局", "县发改局", "监管"), ("科技和工业信息化局", "县科工局", "监管"), ("商务局", "县商务局", "监管"),
    ("司法局", "县司法局", "政法"), ("信访局", "县信访局", "政法"), ("人民法院", "县法院", "政法"), ("人民检察院", "县检察院", "政法"),
    ("档案馆", "县档案馆", "机关"), ("机关事务服务中心", "县机关事务中心", "机关"), ("接待服务中心", "县接待中心", "机关"),
    ("人民代表大会常务委员会办公室", "县人大办", "机关"), ("总工会", "县总工会", "机关"), ("妇女联合会", "县妇联", "机关"),
    ("粮食和物资储备中心", "县粮储中心", "农业"), ("乡村振兴局", "县乡村振兴局", "农业"), ("供销合作联合社", "县供销社", "农业"),
]

FIRST = "云石青白柳梅松竹枫桐兰菊桃杏枣栗龙凤鹤鹿金银铜玉珠长永安和平福寿康宁高大东西南北"
SECOND = "溪河江湖塘泉井洲坪岭冲坝桥铺市岗峰台圩田源口湾坡墩庄园林亭渡"
# Offices of a town: ending, ending of the short name, field of work.
TOWN_OFFICES = [
    ("镇人民政府", "镇", "乡镇"), ("乡人民政府", "乡", "乡镇"), ("镇中心卫生院", "卫生院", "卫生"), ("镇中心学校", "学校", "教育"),
    ("国有林场", "林场", "林业"), ("水库管理所", "水管所", "水利"), ("街道办事处", "街道", "乡镇"), ("镇财政所", "财政所", "监管"),
]

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘范彭鲁韦马方俞任袁柳史唐薛雷贺"
DUTIES = ["党组成员、副局长", "党组成员、总会计师", "党委委员、副主任", "四级调研员", "党组副书记、常务副职", "纪检监察组组长"]
CLERKS = ["财务股股长", "办公室主任", "计划财务股副股长", "财政所会计", "办公室四级主任科员", "规划财务股负责人", "财务室主办会计"]


def office(index):
    """Name, short name and field of work of department `index`; no two have the same name."""
    if index < len(BUREAUS):
        name, short, field = BUREAUS[index]
        return COUNTY + name, short, field
    index -= len(BUREAUS)
    ending, short, field = TOWN_OFFICES[index % len(TOWN_OFFICES)]
    place = index // len(TOWN_OFFICES) * 389 + index % len(TOWN_OFFICES) * 131
    town = FIRST[place % len(FIRST)] + SECOND[place // len(FIRST) % len(SECOND)]
    turn = index // (len(TOWN_OFFICES) * len(FIRST) * len(SECOND))
    number = f"第{turn + 1}" if turn else ""
    return f"{COUNTY}{town}{number}{ending}", town + number + short, field


def person(draw):
    return draw.one(SURNAMES) + "某某"
