/** Something that citizens complain of, in the words that they and operators use for it. */
export interface Scenario {
  readonly issueClass: string;
  readonly goodsClass: string;
  /** What was bought; one of them in each incident. */
  readonly goods: readonly string[];
  /** Trades of shops in which it happens. */
  readonly trades: readonly string[];
  /** What happened, each time in other words: {shop}, {goods}, {day}, {price}, {other}, {order} and {staff} are filled in. */
  readonly happened: readonly string[];
  /** A circumstance, which may be left out. */
  readonly circumstance: readonly string[];
  /** What the shop said to it. */
  readonly dispute: readonly string[];
}

const prices: Scenario = {
  issueClass: "PRICE",
  goodsClass: "GOODS_MEDICAL_PROTECTION",
  goods: ["一次性口罩", "N95口罩", "额温枪", "护目镜"],
  trades: ["大药房", "药店", "医疗器械店"],
  happened: [
    "{day}在{shop}买{goods}，一包卖{price}元，之前同样的只要{other}元",
    "{shop}的{goods}从{other}块涨到{price}块，{day}去买时亲眼看到换了价签",
    "{day}到{shop}购买{goods}，发现价格由{other}元调高为{price}元，涨幅离谱",
    "{goods}平时{other}元，{day}{shop}收{price}元一包，哄抬价格",
  ],
  circumstance: [
    "店里说进价也高",
    "问{staff}为什么涨价，对方说嫌贵别买",
    "没有看到明码标价的牌子",
    "{staff}不肯出示进货票据",
  ],
  dispute: ["请查一下是不是趁疫情乱涨价", "这属于哄抬物价，应当处罚", "认为属于发国难财的行为", "请物价部门去看看"],
};

const expired: Scenario = {
  issueClass: "FOOD_SAFETY",
  goodsClass: "GOODS_FOOD",
  goods: ["酸奶", "吐司面包", "火腿肠", "盒装牛奶", "婴儿奶粉"],
  trades: ["超市", "便利店", "生活广场"],
  happened: [
    "{day}在{shop}花{price}元买的{goods}，回家一看已过保质期",
    "{shop}销售过期的{goods}，{day}购入，付款{price}元，包装上的日期早就到期",
    "自己{day}从{shop}带回来一份{goods}，{price}块钱，吃了一半才注意到超过了保质期限",
    "{goods}过期仍摆在{shop}货架上卖，{day}结账{price}元，有小票为证",
  ],
  circumstance: [
    "小孩吃了以后拉肚子，去医院看过",
    "吃完肚子不舒服，有呕吐症状",
    "货架上还有好几件同批次过期的",
    "{staff}承认忘记下架",
  ],
  dispute: [
    "店里只愿意退一倍的钱",
    "找{staff}交涉，只同意原价退",
    "按食品安全法应当赔一千元，对方不认",
    "对方说自己没看清不能怪店里",
  ],
};

const gym: Scenario = {
  issueClass: "AFTER_SALES",
  goodsClass: "SERVICE_FITNESS",
  goods: ["健身年卡", "游泳卡", "私教课", "瑜伽卡"],
  trades: ["健身俱乐部", "健身会所", "运动馆"],
  happened: [
    "{day}在{shop}办了{goods}，交了{price}元，现在关门了人也找不到",
    "{shop}突然停业，{day}充值的{goods}还剩{other}元余额退不了",
    "花{price}元在{shop}开的{goods}，{day}去的时候大门紧锁贴了转让",
    "{goods}是在{shop}买的，一共{price}元，{day}起无法使用，店面已经搬空",
  ],
  circumstance: ["会员群已经被解散", "{staff}的电话打不通", "还有几十个会员和我一样", "合同上写明可以退余额"],
  dispute: ["剩余的钱一分没退", "对方让转到另外一家很远的分店", "负责人说没钱退", "只答应折算成衣服抵给我"],
};

const appliance: Scenario = {
  issueClass: "QUALITY",
  goodsClass: "GOODS_HOME_APPLIANCES",
  goods: ["滚筒洗衣机", "双门冰箱", "变频空调", "扫地机器人", "油烟机"],
  trades: ["电器商行", "家电卖场", "电器专卖店"],
  happened: [
    "{day}在{shop}买的{goods}，价款{price}元，用了没几天就坏了",
    "{shop}卖给我的{goods}故障不断，{day}送货，花了{price}元",
    "购于{shop}的{goods}（{price}元，{day}提货）不能正常运转",
    "{goods}{day}从{shop}拉回来，{price}块，通电以后声音巨大根本没法用",
  ],
  circumstance: ["师傅上门修了两次都没修好", "售后检测说主板烧了", "还在三包期内", "维修单据都留着"],
  dispute: [
    "店里推给厂家，厂家又推给店里",
    "要换新的，{staff}说只能修",
    "对方要收{other}元折旧费才肯退",
    "说是人为损坏不保修",
  ],
};

const online: Scenario = {
  issueClass: "FALSE_PUBLICITY",
  goodsClass: "GOODS_CLOTHING",
  goods: ["羊绒大衣", "真皮女包", "运动鞋", "羽绒服"],
  trades: ["服饰旗舰店", "鞋靴专营店", "箱包网店"],
  happened: [
    "{day}在网上{shop}下单{goods}，订单号{order}，付了{price}元，收到的和图片完全两样",
    "{shop}宣传的{goods}与实物不符，{day}付款{price}元，单号{order}",
    "网购{goods}（店铺{shop}，{order}，{price}元），{day}签收后一看材质根本不对",
    "从{shop}拍的{goods}，{day}到货，页面写的材料是假的，实付{price}元，订单{order}",
  ],
  circumstance: ["送去鉴定是化纤的", "平台客服介入后没有下文", "聊天记录和截图都保存了", "吊牌和页面写的成分不一样"],
  dispute: ["卖家只肯补偿{other}元", "申请退货被驳回两次", "对方说影响二次销售不给退", "要按假一赔三，卖家不理"],
};

const metering: Scenario = {
  issueClass: "METERING",
  goodsClass: "GOODS_VEGETABLES_AND_FRUIT",
  goods: ["大闸蟹", "车厘子", "五花肉", "鲈鱼", "榴莲"],
  trades: ["水产店", "水果店", "鲜肉铺", "生鲜超市"],
  happened: [
    "{day}在{shop}称了{goods}，付{price}元，回家复秤少了将近一斤",
    "{shop}卖{goods}缺斤短两，{day}花{price}元买的，公平秤上一称差很多",
    "去{shop}买{goods}，{day}，{price}块钱，分量不足，家里电子秤差了两成",
    "{goods}短秤，{shop}，{day}付款{price}元，找别家复称过",
  ],
  circumstance: ["绳子和袋子都算了重量", "秤上没有检定合格标志", "隔壁邻居也碰到过", "当场{staff}不让复秤"],
  dispute: ["回去找他们说是水分跑掉了", "{staff}态度恶劣还骂人", "店里不承认短秤", "只肯补{other}元"],
};

const school: Scenario = {
  issueClass: "CONTRACT",
  goodsClass: "SERVICE_TRAINING",
  goods: ["英语课程", "编程课", "钢琴课", "考研辅导班"],
  trades: ["教育培训中心", "培训学校", "艺术培训部"],
  happened: [
    "{day}给孩子在{shop}报了{goods}，学费{price}元，上了两节就想退",
    "{shop}的{goods}收费{price}元，{day}签的合同，中途换老师没有告知",
    "在{shop}交{price}元学{goods}，{day}开始停课至今不安排",
    "报名{shop}{goods}，{day}刷卡{price}元，实际授课和承诺的不是一回事",
  ],
  circumstance: ["当时承诺不满意随时可以退", "家长群里十几户都在要求退费", "合同里有霸王条款", "还剩三十多节没上"],
  dispute: ["机构要扣{other}元违约金", "{staff}说开课以后一概不退", "一拖再拖说财务在走流程", "答应退了又反悔"],
};

const dining: Scenario = {
  issueClass: "PRICE",
  goodsClass: "SERVICE_CATERING",
  goods: ["年夜饭", "火锅套餐", "海鲜大餐", "生日宴席"],
  trades: ["酒楼", "火锅店", "海鲜排档", "大饭店"],
  happened: [
    "{day}在{shop}吃{goods}，结账{price}元，菜单上没有标的餐具费也收了",
    "{shop}的{goods}没有明码标价，{day}吃完要{price}元",
    "订了{shop}的{goods}，{day}付定金{price}元，现在去不了不给退",
    "{day}到{shop}消费{goods}，账单{price}元比网上团购页面贵出一截",
  ],
  circumstance: ["一次性餐具每套另收三元", "问{staff}要明细单不给", "开不出发票", "菜里还吃出了头发"],
  dispute: ["{staff}说本店规定就是这样", "只同意打折{other}元", "经理说要退就去告", "对方说改期可以退钱不行"],
};

/** What citizens complain of in the labelled set. */
export const scenarios: readonly Scenario[] = [prices, expired, gym, appliance, online, metering, school, dining];

/** How an operator, or a citizen at his computer, begins. */
export const openings: readonly string[] = [
  "来电人反映：",
  "消费者来电称，",
  "市民反映，",
  "",
  "您好，我要投诉，",
  "【12345转办】市民来电：",
  "来电人先生表示，",
  "本人",
];

/** What is asked for. */
export const wishes: readonly string[] = [
  "要求退款并处理商家。",
  "希望相关部门调查并给个答复。",
  "现诉求：退还货款，赔偿损失。",
  "请依法查处，谢谢。",
  "",
  "请求协调解决。",
];

/** Who spoke for the shop. */
export const staff: readonly string[] = ["店员", "老板", "收银员", "店长", "客服"];
