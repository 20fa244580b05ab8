import { shippedLaws } from "./laws.js";
import type { ShippedDocument } from "./shipped-document.js";
import { orderTwentyTemplates } from "./templates.order-20.js";
import { signature, type Template } from "./templates.words.js";

const templates: readonly Template[] = [
  {
    key: "refund",
    title: "退款退货咨询答复",
    body: `{contact.salutation}，您好。您咨询的退款退货问题，可以先与{respondent.name}协商；协商不成的，可以向12315投诉，请提供您的姓名、电话、地址，对方的名称、地址，以及诉求和购买凭证（{article:121-10}）。有处理权限的部门自收到投诉之日起七个工作日内决定是否受理并告知您（{article:121-15}）。受理后经双方同意进行调解（{article:121-18}）。感谢来电。${signature}`,
    keywords: ["退款", "退货"],
    issueClasses: ["AFTER_SALES", "CONTRACT"],
    topics: ["REFUNDS", "NO_REASON_RETURN"],
    cites: ["question:refund"],
  },
  {
    key: "price",
    title: "价格问题咨询答复",
    body: `{contact.salutation}，您好。您反映的{respondent.name}价格问题，要求退还差价的按投诉登记，反映涉嫌价格违法的按举报登记，两者分别处理（{article:121-9}）。举报请提供具体线索和事实依据（{article:121-28}），由行为发生地的市场监督管理部门核查（{article:121-29}）。感谢来电。${signature}`,
    keywords: ["价格", "差价", "涨价"],
    issueClasses: ["PRICE"],
    cites: ["question:price"],
  },
  {
    key: "complaint-registered",
    title: "投诉已登记告知",
    body: `{contact.salutation}，您好。您对{respondent.name}的投诉已登记，编号{ticket.number}，接收日期{ticket.receivedOn}。依据{article:121-15}，有处理权限的市场监督管理部门自收到投诉之日起七个工作日内作出受理或者不予受理的决定并告知您，期限为{deadline.acceptance}。请保持电话畅通并保留相关凭证。${signature}`,
    keywords: ["登记", "编号", "投诉"],
  },
  {
    key: "report-registered",
    title: "举报已登记告知",
    body: `{contact.salutation}，您好。您对{respondent.name}的举报已登记，编号{ticket.number}，接收日期{ticket.receivedOn}。市场监督管理部门将依法处理（{article:121-35}），并对您的信息予以保密（{article:121-37}）；法律、法规、规章规定应当告知处理结果的，予以告知（{article:121-36}）。${signature}`,
    keywords: ["登记", "编号", "举报"],
  },
  {
    key: "acceptance",
    title: "投诉受理告知",
    body: `{contact.salutation}，您好。您的投诉（编号{ticket.number}）已由{bureau.name}受理。经双方同意，将采用调解的方式处理（{article:121-18}）。自受理之日起六十日内未能达成调解协议的，终止调解（{article:121-23}），调解期限至{deadline.mediation}；鉴定、检测所需时间不计算在内（{article:121-22}）。${signature}`,
    keywords: ["受理", "调解"],
  },
  {
    key: "refusal",
    title: "投诉不予受理告知",
    body: `{contact.salutation}，您好。您的投诉（编号{ticket.number}）经审查，属于{article:121-16}规定的情形，决定不予受理，具体理由由承办人员向您说明。依据{article:121-15}，您可以按照《中华人民共和国消费者权益保护法》第三十九条规定的其他途径解决争议。${signature}`,
    keywords: ["不予受理"],
  },
  {
    key: "termination",
    title: "终止调解告知",
    body: `{contact.salutation}，您好。您与{respondent.name}的消费争议（编号{ticket.number}），依据{article:121-23}终止调解。您可以依照{article:121-25}通过民事诉讼、仲裁等其他途径解决。${signature}`,
    keywords: ["终止调解"],
  },
  {
    key: "materials",
    title: "请补充材料",
    body: `{contact.salutation}，您好。办理您的投诉（编号{ticket.number}）需要补充：真实身份信息、被投诉人的名称和地址、具体的投诉请求以及事实依据（{article:121-10}）。请尽快提供；未提供规定材料的，不予受理（{article:121-16}）。${signature}`,
    keywords: ["补充材料", "补正"],
  },
  {
    key: "out-of-remit",
    title: "非本部门职责告知",
    body: `{contact.salutation}，您好。您反映的事项依照规定由其他部门处理（{article:121-2}、{article:121-44}），建议您向主管部门反映，具体单位和电话由工作人员告知。感谢来电。${signature}`,
    keywords: ["不属于职责", "指引", "其他部门"],
    cites: ["question:out-of-remit"],
  },
  {
    key: "progress",
    title: "办理进度答复",
    body: `{contact.salutation}，您好。您的{ticket.kind}（编号{ticket.number}）于{ticket.receivedOn}接收，现由{bureau.name}办理。如有补充材料，请告知编号后提供。答复人：{operator.name}。${signature}`,
    keywords: ["进度", "查询", "办到哪"],
  },
];

const articlesIn = (body: string): string[] => [...body.matchAll(/\{article:([^}]+)\}/g)].map(([, key = ""]) => key);

const documentOf = (template: Template): ShippedDocument => ({
  ...template,
  key: `template:${template.key}`,
  kind: "REPLY_TEMPLATE",
  cites: [...new Set([...articlesIn(template.body), ...(template.cites ?? [])])],
});

// As long as the order that they cite: of a ticket that was received under it they are in force.
const validityOfOrderTwenty = (): Pick<ShippedDocument, "validFrom" | "validTo"> => {
  const { validFrom, validTo } = shippedLaws.find(({ code }) => code === "20") ?? {};
  if (validFrom === undefined || validTo === undefined) throw new Error("Order 20 is not shipped");
  return { validFrom, validTo };
};

/** The national reply templates: those under Order 121, then those of the days of Order 20. */
export const templateDocuments: readonly ShippedDocument[] = [
  ...templates.map(documentOf),
  ...orderTwentyTemplates.map((template) => ({ ...documentOf(template), ...validityOfOrderTwenty() })),
];
