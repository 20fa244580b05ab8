import type { Template } from "./templates.words.js";
import { signature } from "./templates.words.js";

/**
 * The templates for what was received while Order 20 was in force: its articles have other numbers, other limits, and a reporter
 * who gave his name is told whether a case is filed.
 */
export const orderTwentyTemplates: readonly Template[] = [
  {
    key: "20:refund",
    title: "退款退货咨询答复（适用第20号令）",
    body: `{contact.salutation}，您好。您咨询的退款退货问题，可以先与{respondent.name}协商；协商不成的，可以向12315投诉，请提供您的姓名、电话号码、通讯地址，对方的名称、地址，以及具体的投诉请求和争议事实（{article:20-9}）。有处理权限的部门自收到投诉之日起七个工作日内决定是否受理并告知您（{article:20-14}）。受理后经双方同意进行调解（{article:20-16}）。感谢来电。${signature}`,
    keywords: ["退款", "退货"],
    issueClasses: ["AFTER_SALES", "CONTRACT"],
    topics: ["REFUNDS", "NO_REASON_RETURN"],
  },
  {
    key: "20:price",
    title: "价格问题咨询答复（适用第20号令）",
    body: `{contact.salutation}，您好。您反映的{respondent.name}价格问题，要求退还差价的按投诉登记，反映涉嫌价格违法的按举报登记，两者分别处理（{article:20-7}）。举报请提供具体线索（{article:20-24}），由行为发生地的县级以上市场监督管理部门处理（{article:20-25}）。感谢来电。${signature}`,
    keywords: ["价格", "差价", "涨价"],
    issueClasses: ["PRICE"],
  },
  {
    key: "20:complaint-registered",
    title: "投诉已登记告知（适用第20号令）",
    body: `{contact.salutation}，您好。您对{respondent.name}的投诉已登记，编号{ticket.number}，接收日期{ticket.receivedOn}。依据{article:20-14}，有处理权限的市场监督管理部门自收到投诉之日起七个工作日内作出受理或者不予受理的决定并告知您，期限为{deadline.acceptance}。请保持电话畅通并保留相关凭证。${signature}`,
    keywords: ["登记", "编号", "投诉"],
  },
  {
    key: "20:report-registered",
    title: "举报已登记告知（适用第20号令）",
    body: `{contact.salutation}，您好。您对{respondent.name}的举报已登记，编号{ticket.number}，接收日期{ticket.receivedOn}。市场监督管理部门将依法处理；您实名举报的，自作出是否立案决定之日起五个工作日内告知您（{article:20-31}）。您的信息将予以保密（{article:20-33}）；法律、法规、规章规定应当告知处理结果的，予以告知（{article:20-32}）。${signature}`,
    keywords: ["登记", "编号", "举报"],
  },
  {
    key: "20:acceptance",
    title: "投诉受理告知（适用第20号令）",
    body: `{contact.salutation}，您好。您的投诉（编号{ticket.number}）已由{bureau.name}受理。经双方同意，将采用调解的方式处理（{article:20-16}）。自受理之日起四十五个工作日内未能达成调解协议的，终止调解（{article:20-21}），调解期限至{deadline.mediation}；检定、检验、检测、鉴定所需时间不计算在内（{article:20-20}）。${signature}`,
    keywords: ["受理", "调解"],
  },
  {
    key: "20:refusal",
    title: "投诉不予受理告知（适用第20号令）",
    body: `{contact.salutation}，您好。您的投诉（编号{ticket.number}）经审查，属于{article:20-15}规定的情形，决定不予受理，依据{article:20-14}告知您，具体理由由承办人员向您说明。您可以通过《中华人民共和国消费者权益保护法》第三十九条规定的其他途径解决争议。${signature}`,
    keywords: ["不予受理"],
  },
  {
    key: "20:termination",
    title: "终止调解告知（适用第20号令）",
    body: `{contact.salutation}，您好。您与{respondent.name}的消费争议（编号{ticket.number}），依据{article:20-21}终止调解。您可以通过仲裁、诉讼等其他途径解决。${signature}`,
    keywords: ["终止调解"],
  },
  {
    key: "20:materials",
    title: "请补充材料（适用第20号令）",
    body: `{contact.salutation}，您好。办理您的投诉（编号{ticket.number}）需要补充：您的姓名、电话号码、通讯地址，被投诉人的名称和地址，具体的投诉请求以及争议事实（{article:20-9}）。请尽快提供；未提供规定材料的，不予受理（{article:20-15}）。${signature}`,
    keywords: ["补充材料", "补正"],
  },
  {
    key: "20:out-of-remit",
    title: "非本部门职责告知（适用第20号令）",
    body: `{contact.salutation}，您好。您反映的事项不属于市场监督管理部门职责，或者应当通过其他途径提出（{article:20-15}、{article:20-39}），建议您向主管部门反映，具体单位和电话由工作人员告知。感谢来电。${signature}`,
    keywords: ["不属于职责", "指引", "其他部门"],
  },
];
