import type { ShippedDocument } from "./shipped-document.js";

type Row = readonly [
  matter: string,
  title: string,
  organisation: string,
  telephone: string | null,
  keywords: readonly string[],
];

const dayAndNight = "24小时";

// National numbers alone. Where a city has its own, its bureau publishes a direction of the same matter.
const atAnyHour: readonly Row[] = [
  ["CRIME", "报警、诈骗、敲诈勒索", "公安机关", "110", ["报警", "诈骗", "敲诈", "盗窃"]],
  ["FIRE", "火灾、抢险救援", "消防救援机构", "119", ["火灾", "消防"]],
  ["MEDICAL_EMERGENCY", "急救", "医疗急救机构", "120", ["急救", "救护车", "中毒"]],
  ["TRAFFIC_ACCIDENT", "道路交通事故", "公安机关交通管理部门", "122", ["交通事故", "车祸"]],
  ["ELECTRICITY", "供电、停电、电费", "供电企业", "95598", ["停电", "电费", "供电"]],
  ["RAILWAY", "铁路客运、车票", "铁路客户服务中心", "12306", ["火车票", "高铁", "退票"]],
];

const byAuthority: readonly Row[] = [
  ["GENERAL", "其他政务服务事项", "政务服务便民热线", "12345", ["政务", "其他", "不知道归谁管"]],
  ["WATER_SUPPLY", "供水、停水、水费", "当地供水企业或政务服务便民热线", "12345", ["停水", "水费", "水质"]],
  ["GAS_SUPPLY", "燃气供应、燃气费", "当地燃气企业或政务服务便民热线", "12345", ["燃气", "天然气", "停气"]],
  ["HEATING", "供热、取暖费", "当地供热企业或政务服务便民热线", "12345", ["供暖", "暖气", "取暖"]],
  [
    "EPIDEMIC_CONTROL",
    "疫情防控政策、防控措施",
    "当地人民政府、疾病预防控制机构",
    "12345、12320",
    ["疫情", "防控", "隔离"],
  ],
  ["HEALTH_CARE", "医疗服务、公共卫生", "卫生健康部门", "12320", ["医院", "看病", "卫生"]],
  ["MEDICAL_INSURANCE", "医疗保险", "医疗保障部门", "12393", ["医保", "报销"]],
  ["LABOUR", "欠薪、劳动合同、社会保险", "人力资源和社会保障部门", "12333", ["工资", "欠薪", "社保", "劳动"]],
  ["TRANSPORT", "公路、出租车、网约车、公交", "交通运输部门", "12328", ["出租车", "网约车", "公交", "客运"]],
  ["AVIATION", "航空运输服务", "民航服务质量监督机构", "12326", ["航班", "机票", "飞机"]],
  ["POSTAL", "邮政、快递服务", "邮政管理部门", "12305", ["快递", "邮政", "包裹"]],
  ["TELECOM", "电信资费、电信服务", "电信用户申诉受理机构", "12300", ["话费", "宽带", "手机套餐"]],
  [
    "HOUSING",
    "商品房、物业、房屋租赁、装修质量",
    "住房和城乡建设部门或政务服务便民热线",
    "12345",
    ["物业", "买房", "租房"],
  ],
  ["HOUSING_FUND", "住房公积金", "住房公积金管理中心", "12329", ["公积金"]],
  ["BANKING", "银行、保险服务", "金融监督管理部门", "12378", ["银行", "保险", "贷款", "理财"]],
  ["SECURITIES", "证券、期货、基金", "证券监督管理部门", "12386", ["股票", "基金", "证券"]],
  ["TAX", "纳税、发票", "税务机关", "12366", ["税务", "发票", "个税"]],
  ["CUSTOMS", "海关、进出口商品通关", "海关", "12360", ["海关", "进口", "跨境"]],
  ["EDUCATION", "学校、校外培训", "教育行政部门或政务服务便民热线", "12345", ["学校", "培训", "补课", "学费"]],
  ["TOURISM", "旅游、文化市场", "文化和旅游部门", "12345", ["旅游", "旅行社", "演出"]],
  ["ENVIRONMENT", "环境污染、噪声", "生态环境部门或政务服务便民热线", "12345", ["污染", "噪声", "油烟"]],
  ["WORK_SAFETY", "安全生产隐患", "应急管理部门", "12350", ["安全生产", "隐患"]],
  ["LEGAL_AID", "法律咨询、法律援助", "公共法律服务机构", "12348", ["法律援助", "律师", "打官司"]],
  ["LITIGATION", "诉讼、立案、执行", "人民法院诉讼服务机构", "12368", ["法院", "起诉", "执行"]],
  ["DISCIPLINE", "检举控告公职人员", "纪检监察机关", "12388", ["纪检", "举报干部", "腐败"]],
  ["INFORMATION_DISCLOSURE", "政府信息公开申请", "负责的行政机关信息公开机构", null, ["信息公开"]],
  ["RECONSIDERATION", "行政复议申请", "有管辖权的行政复议机关", null, ["行政复议", "复议"]],
];

const words: Readonly<Record<string, string>> = {
  INFORMATION_DISCLOSURE: "政府信息公开申请不适用投诉举报处理办法，请向负责的行政机关信息公开机构提出。",
  RECONSIDERATION: "行政复议申请不适用投诉举报处理办法，请向有管辖权的行政复议机关提出。",
  DISCIPLINE: "检举控告公职人员不适用投诉举报处理办法，请向纪检监察机关提出。",
  CRIME: "请立即报警。正在发生危险的，先保证自身安全。",
  MEDICAL_EMERGENCY: "请立即拨打急救电话。事后需要追究商家责任的，可以再向12315投诉或者举报，并保留病历。",
};

const toDocument = (
  [matter, title, organisation, telephone, keywords]: Row,
  hours: string | null,
): ShippedDocument => ({
  key: `direction:${matter}`,
  kind: "DIRECTION",
  title,
  body:
    words[matter] ??
    `您反映的事项（${title}）不属于市场监督管理部门职责，请向${organisation}反映${telephone === null ? "" : `，电话${telephone}`}。`,
  keywords,
  cites: ["121-2", "121-44"],
  direction: { matter, organisation, telephone, hours },
});

/** The national directions for what is out of remit. */
export const directionDocuments: readonly ShippedDocument[] = [
  ...atAnyHour.map((row) => toDocument(row, dayAndNight)),
  ...byAuthority.map((row) => toDocument(row, null)),
];
