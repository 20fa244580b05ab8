import type { ShippedDictionaries, ShippedEntry } from "./shipped-entry.js";

// Classes that come up in reports, and in questions about the same matters, but are no dispute between two sides.
const reportClasses: readonly ShippedEntry[] = (
  [
    { code: "FOOD", chinese: "食品", english: "Food" },
    { code: "DRUGS", chinese: "药品", english: "Drugs" },
    { code: "MEDICAL_DEVICES", chinese: "医疗器械", english: "Medical devices" },
    { code: "COSMETICS", chinese: "化妆品", english: "Cosmetics" },
    { code: "SPECIAL_EQUIPMENT", chinese: "特种设备", english: "Special equipment" },
    { code: "REGISTRATION", chinese: "登记注册", english: "Registration of businesses" },
    { code: "UNLICENSED_BUSINESS", chinese: "无证无照经营", english: "Unlicensed business" },
  ] as const
).map((entry) => ({ ...entry, kinds: ["CONSULTATION", "REPORT"] }));

/** Issue classes, topics and channels, in the words of the trade. */
export const classEntries: ShippedDictionaries = {
  CHANNEL: [
    { code: "PHONE", chinese: "12315热线电话", english: "12315 hotline" },
    { code: "WEB", chinese: "全国12315平台网站", english: "12315 web site" },
    { code: "APP", chinese: "全国12315平台手机应用", english: "12315 app" },
    { code: "WECHAT", chinese: "微信小程序", english: "WeChat mini-program" },
    { code: "ALIPAY", chinese: "支付宝小程序", english: "Alipay mini-program" },
    { code: "OTHER_MINI_PROGRAM", chinese: "其他小程序", english: "Other mini-program" },
    { code: "LETTER", chinese: "来信", english: "Letter" },
    { code: "VISIT", chinese: "来访", english: "Visit" },
    { code: "HOTLINE_12345", chinese: "12345政务服务便民热线转办", english: "Passed on by the 12345 hotline" },
    { code: "SUPERIOR_DEPARTMENT", chinese: "上级部门交办", english: "Assigned by a superior department" },
    { code: "OTHER_DEPARTMENT", chinese: "其他部门转办", english: "Passed on by another department" },
  ],
  ISSUE_CLASS: [
    { code: "FOOD_SAFETY", chinese: "食品安全", english: "Food safety" },
    { code: "QUALITY", chinese: "质量", english: "Quality" },
    { code: "AFTER_SALES", chinese: "售后服务", english: "After-sales service" },
    { code: "CONTRACT", chinese: "合同", english: "Contract" },
    { code: "PRICE", chinese: "价格", english: "Price", line: "PRICE" },
    { code: "UNFAIR_COMPETITION", chinese: "不正当竞争", english: "Unfair competition" },
    { code: "ADVERTISING", chinese: "广告", english: "Advertising" },
    { code: "FALSE_PUBLICITY", chinese: "虚假宣传", english: "False publicity" },
    { code: "TRADEMARK", chinese: "商标", english: "Trademark" },
    { code: "METROLOGY", chinese: "计量", english: "Metrology" },
    { code: "SAFETY", chinese: "安全", english: "Safety" },
    { code: "DIGNITY", chinese: "人格尊严", english: "Personal dignity" },
    ...reportClasses,
    { code: "OTHER", chinese: "其他", english: "Other" },
  ],
  TOPIC: [
    { code: "EPIDEMIC", chinese: "疫情", english: "Epidemic" },
    { code: "MASKS", chinese: "口罩", english: "Masks" },
    { code: "DISINFECTANTS", chinese: "消毒用品", english: "Disinfectants" },
    { code: "VEGETABLE_PRICES", chinese: "蔬菜涨价", english: "Rising vegetable prices" },
    { code: "REFUNDS", chinese: "退费", english: "Refunds" },
    { code: "PREPAID_CARDS", chinese: "预付卡", english: "Prepaid cards" },
    { code: "HEALTH_PRODUCTS", chinese: "保健品", english: "Health products" },
    { code: "ONLINE_SHOPPING", chinese: "网购", english: "Online shopping" },
    { code: "LIVE_COMMERCE", chinese: "直播带货", english: "Live-stream selling" },
    { code: "COMMUNITY_GROUP_BUYING", chinese: "社区团购", english: "Community group buying" },
    { code: "NO_REASON_RETURN", chinese: "七日无理由退货", english: "Return within seven days without reason" },
    { code: "AUTOMATIC_RENEWAL", chinese: "自动续费", english: "Automatic renewal" },
    { code: "OFF_CAMPUS_TRAINING", chinese: "校外培训", english: "Off-campus training" },
    { code: "HOUSE_RENTING", chinese: "房屋租赁", english: "House renting" },
    { code: "TRAVEL_CANCELLATION", chinese: "旅游退订", english: "Cancelled travel" },
    { code: "OLDER_CONSUMERS", chinese: "老年人消费", english: "Older consumers" },
    { code: "MINORS", chinese: "未成年人消费", english: "Minors as consumers" },
  ],
};
