"""Invented content of each component."""

from lianxin.config.pages.samples.parts import (
    Badge,
    Chip,
    Clock,
    Entry,
    Fact,
    Filter,
    Half,
    KeptFile,
    Notice,
    Pager,
    Pair,
    Place,
    Progress,
    Row,
    Step,
    Tab,
)

BADGES = (
    Badge("waiting", "待接办"),
    Badge("moving", "办理中"),
    Badge("risk", "快到期"),
    Badge("late", "逾期"),
    Badge("solved", "群众说已解决"),
    Badge("ended", "办结"),
)
CLOCKS = (
    Clock("moving", "这一步", "剩 2 个工作日", "3月5日(周五)24:00前"),
    Clock("risk", "这一步", "今天到期", "3月3日(周三)24:00前"),
    Clock("late", "这一步", "逾期 1 个工作日", "3月2日(周二)24:00已过"),
    Clock("waiting", "全程", "第 6 天", "3月19日(周五)前答复"),
    Clock("paused", "这一步", "停:等路灯配件到货", "3月12日(周五)再起算"),
    Clock("ended", "全程", "用了 11 天", ""),
)
ROWS = (
    Row(
        "2103-0481",
        "建设路东口路灯不亮,晚上下班看不清路",
        "建议",
        "石拐区分局治安大队",
        "电话",
        BADGES[1],
        CLOCKS[2],
        "第 11 天",
        "提交整改",
        "#worklist",
    ),
    Row(
        "2103-0502",
        "三号楼二单元楼道堆放旧家具",
        "建议",
        "石拐所",
        "窗口",
        BADGES[0],
        CLOCKS[0],
        "第 3 天",
        "接办",
        "#worklist",
    ),
    Row(
        "2103-0517",
        "中心小学放学时门口乱停车",
        "建议",
        "交管大队",
        "网上",
        Badge("waiting", "待答复"),
        CLOCKS[1],
        "第 9 天",
        "答复",
        "#worklist",
    ),
    Row(
        "2102-0930",
        "希望办证大厅中午留一个窗口",
        "建议",
        "户政大队",
        "网上",
        BADGES[4],
        CLOCKS[5],
        "11 天",
    ),
)
ENTRIES = (
    Entry(
        "3月8日(周一)16:20",
        "2021-03-08T16:20",
        "群众说:没解决",
        words="换了灯泡,隔一天又不亮了。",
        look="late",
    ),
    Entry(
        "3月8日(周一)10:05",
        "2021-03-08T10:05",
        "答复",
        "石拐区分局治安大队",
        words="已更换灯具并检查线路,当晚亮灯。",
        undo_href="#timeline",
        undo_text="撤回答复",
    ),
    Entry(
        "3月1日(周一)09:12",
        "2021-03-01T09:12",
        "退回",
        "交管大队",
        "路灯由治安大队联系城管维修,应派治安大队",
        look="risk",
    ),
    Entry("2月26日(周五)08:40", "2021-02-26T08:40", "派单", "指挥中心"),
    Entry("2月25日(周四)19:31", "2021-02-25T19:31", "收到", "网上"),
)
HALF = Half(
    "/static/icons/lianxin.svg",
    "#evidence",
    "路灯杆全貌,灯未亮",
    "2月26日 20:14",
    "治安大队 王",
)
PAIRS = (Pair("建设路东口路灯", HALF, None), Pair("校门口隔离墩", HALF, HALF))
TABS = (
    Tab("#tabs", "逾期", 2),
    Tab("#tabs", "今天", 4, current=True),
    Tab("#tabs", "待接办", 3),
    Tab("#tabs", "待答复", 5),
    Tab("#tabs", "等群众", 8),
    Tab("#tabs", "等别人", 0),
)
FILTERS = (Filter("来源:电话", "#filter"), Filter("类别:治安", "#filter"))
PAGER = Pager("#pager", "#pager")
NOTICES = (
    Notice("已派给石拐区分局治安大队。", "", "/desk/gallery", "撤销派单", "gallery"),
    Notice("这件事刚才由李明接办了,页面已更新。", "warning"),
)
STEPS = (Step("说事情", "done"), Step("核对", "current"), Step("收到编号", "next"))
PROGRESS = Progress("import", "已读入 1,240 行,共 2,000 行", 1240, 2000)
FACTS = (
    Fact("派给", "石拐区分局治安大队"),
    Fact("期限", "3月5日(周五)24:00前接办"),
    Fact("原话", "建设路东口路灯不亮,晚上下班看不清路。\n已经半个月了。"),
)
PLACES = (
    Place("#places", "机构", "单位、上下级和辖区。"),
    Place("#places", "人员", "账号和岗位。"),
)
KEPT = (
    KeptFile("a1", "路灯.jpg", "1.8 MB", "/static/icons/lianxin.svg"),
    KeptFile("b2", "路口.jpg", "2.4 MB"),
)
PERSON = Chip("李●● 138●●●●0481", "#chips")
UNIT = Chip("石拐区分局治安大队", note="2021年1月起")
CODE = "4821 0937 5526 1180 4471"
