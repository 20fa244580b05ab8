CREATE TABLE "announced_years" (
	"year" smallint PRIMARY KEY NOT NULL,
	"holidays" jsonb NOT NULL,
	"make_up_days" date[] NOT NULL,
	"notice" text NOT NULL,
	"announced_by" uuid,
	"announced_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "announced_years" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "callback_rules" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"consultation_share" smallint NOT NULL,
	"complaint_share" smallint NOT NULL,
	"report_share" smallint NOT NULL,
	"within_days" smallint NOT NULL,
	"drawn_until" date NOT NULL,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "callback_rules_bureau_pk" PRIMARY KEY("bureau"),
	CONSTRAINT "callback_rules_shares" CHECK (consultation_share BETWEEN 0 AND 100 AND complaint_share BETWEEN 0 AND 100 AND report_share BETWEEN 0 AND 100)
);
--> statement-breakpoint
ALTER TABLE "callback_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "callbacks" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"round" smallint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"called_at" timestamp (3) with time zone,
	"called_by" uuid,
	"grade" text COLLATE "C",
	"is_handlers_fault" boolean,
	"handled_by" text COLLATE "C",
	"handled_by_city" text COLLATE "C",
	"handled_by_county" text COLLATE "C",
	"remark" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "callbacks_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id"),
	CONSTRAINT "callbacks_state" CHECK ("callbacks"."state" IN ('PLANNED', 'DONE', 'UNREACHED')),
	CONSTRAINT "callbacks_grade" CHECK ("callbacks"."grade" IS NULL OR "callbacks"."grade" IN ('VERY_SATISFIED', 'SATISFIED', 'NEUTRAL', 'DISSATISFIED'))
);
--> statement-breakpoint
ALTER TABLE "callbacks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bureau_limits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"limit" text COLLATE "C" NOT NULL,
	"ticket_kind" text COLLATE "C" NOT NULL,
	"days" smallint NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"basis" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bureau_limits_days" CHECK ("bureau_limits"."days" > 0),
	CONSTRAINT "bureau_limits_unit" CHECK ("bureau_limits"."unit" IN ('WORKING', 'NATURAL')),
	CONSTRAINT "bureau_limits_validity" CHECK ("bureau_limits"."valid_to" IS NULL OR "bureau_limits"."valid_to" >= "bureau_limits"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "bureau_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "extension_requests" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"deadline" smallint NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"explanation" text NOT NULL,
	"days" smallint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"due_before" date NOT NULL,
	"due_after" date,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_remark" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "extension_requests_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id"),
	CONSTRAINT "extension_requests_state" CHECK ("extension_requests"."state" IN ('PENDING', 'GRANTED', 'REFUSED', 'WITHDRAWN', 'LAPSED'))
);
--> statement-breakpoint
ALTER TABLE "extension_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_deadlines" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"sequence" smallint NOT NULL,
	"limit" text COLLATE "C" NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"days" smallint NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"started_from" text COLLATE "C" NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"due_on" date NOT NULL,
	"statutory_due_on" date,
	"registered_due_on" date,
	"is_provisional" boolean NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"pauses" jsonb DEFAULT '[]' NOT NULL,
	"extended_days" smallint DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"next_step" text COLLATE "C",
	"next_step_on" date DEFAULT 'infinity' NOT NULL,
	CONSTRAINT "ticket_deadlines_province_ticket_id_sequence_pk" PRIMARY KEY("province","ticket_id","sequence"),
	CONSTRAINT "ticket_deadlines_state" CHECK ("ticket_deadlines"."state" IN ('RUNNING', 'PAUSED', 'MET', 'MISSED', 'CANCELLED'))
);
--> statement-breakpoint
ALTER TABLE "ticket_deadlines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_notices" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"to_bureau" text COLLATE "C",
	"person" uuid,
	"client" uuid,
	"detail" jsonb NOT NULL,
	"remark" text,
	CONSTRAINT "ticket_notices_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticket_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "warning_settings" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"days_before" smallint[] NOT NULL,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "warning_settings_bureau_pk" PRIMARY KEY("bureau")
);
--> statement-breakpoint
ALTER TABLE "warning_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "investigated_tickets" (
	"province" text COLLATE "C" NOT NULL,
	"investigation_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	CONSTRAINT "investigated_tickets_province_investigation_id_ticket_id_pk" PRIMARY KEY("province","investigation_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "investigated_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "investigation_tasks" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"investigation_id" uuid NOT NULL,
	"ticket_id" uuid,
	"lead" text COLLATE "C" NOT NULL,
	"lead_city" text COLLATE "C",
	"lead_county" text COLLATE "C",
	"partner" text COLLATE "C",
	"partner_province" text COLLATE "C",
	"partner_city" text COLLATE "C",
	"partner_county" text COLLATE "C",
	"partner_kind" text COLLATE "C" NOT NULL,
	"partner_name" text,
	"question" text NOT NULL,
	"parts" text[] NOT NULL,
	"due_on" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"reminds_on" date DEFAULT 'infinity' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "investigation_tasks_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "investigation_tasks_state" CHECK ("investigation_tasks"."state" IN ('OPEN', 'ANSWERED', 'CLOSED', 'WITHDRAWN')),
	CONSTRAINT "investigation_tasks_partner" CHECK (("investigation_tasks"."partner_kind" = 'BUREAU') = ("investigation_tasks"."partner" IS NOT NULL)
      AND ("investigation_tasks"."partner_kind" = 'BUREAU') = ("investigation_tasks"."partner_name" IS NULL))
);
--> statement-breakpoint
ALTER TABLE "investigation_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "investigations" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"purpose" text NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid,
	"outcome" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "investigations_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "investigations_state" CHECK ("investigations"."state" IN ('OPEN', 'CLOSED'))
);
--> statement-breakpoint
ALTER TABLE "investigations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "set_aside_jobs" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"queue" text COLLATE "C" NOT NULL,
	"payload" jsonb NOT NULL,
	"attempts" integer NOT NULL,
	"error_code" text COLLATE "C" NOT NULL,
	"set_aside_at" timestamp (3) with time zone NOT NULL,
	"retried_at" timestamp (3) with time zone,
	"retried_by" uuid,
	CONSTRAINT "set_aside_jobs_province_id_pk" PRIMARY KEY("province","id")
);
--> statement-breakpoint
ALTER TABLE "set_aside_jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supervised_tickets" (
	"province" text COLLATE "C" NOT NULL,
	"order_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	CONSTRAINT "supervised_tickets_province_order_id_ticket_id_pk" PRIMARY KEY("province","order_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "supervised_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "supervision_orders" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"issuer" text COLLATE "C" NOT NULL,
	"issuer_city" text COLLATE "C",
	"issuer_county" text COLLATE "C",
	"receiver" text COLLATE "C" NOT NULL,
	"receiver_city" text COLLATE "C",
	"receiver_county" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"ground" text COLLATE "C" NOT NULL,
	"requirement" text NOT NULL,
	"reply_by" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"issued_by" uuid,
	"received_at" timestamp (3) with time zone,
	"received_by" uuid,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"was_late" boolean DEFAULT false NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"risen_from" uuid,
	"rises_on" date DEFAULT 'infinity' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "supervision_orders_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "supervision_orders_kind" CHECK ("supervision_orders"."kind" IN ('ORDINARY', 'LISTED')),
	CONSTRAINT "supervision_orders_origin" CHECK ("supervision_orders"."origin" IN ('MANUAL', 'AUTOMATIC', 'RISEN')),
	CONSTRAINT "supervision_orders_state" CHECK ("supervision_orders"."state" IN ('ISSUED', 'RECEIVED', 'ANSWERED', 'SENT_BACK', 'ACCEPTED', 'CLOSED'))
);
--> statement-breakpoint
ALTER TABLE "supervision_orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "disputes" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"raiser" text COLLATE "C" NOT NULL,
	"raiser_city" text COLLATE "C",
	"raiser_county" text COLLATE "C",
	"proposed" text COLLATE "C" NOT NULL,
	"proposed_city" text COLLATE "C",
	"proposed_county" text COLLATE "C",
	"superior" text COLLATE "C" NOT NULL,
	"superior_city" text COLLATE "C",
	"superior_county" text COLLATE "C",
	"origin" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"explanation" text NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"raised_by" uuid,
	"negotiate_until" date NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"answer" text,
	"referred_at" timestamp (3) with time zone,
	"referred_by" uuid,
	"designated" text COLLATE "C",
	"grounds" text,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"refers_on" date DEFAULT 'infinity' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "disputes_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "disputes_state" CHECK ("disputes"."state" IN ('NEGOTIATING', 'CONTESTED', 'REFERRED', 'AGREED', 'DESIGNATED', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "elevations" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"asker" text COLLATE "C" NOT NULL,
	"asker_city" text COLLATE "C",
	"asker_county" text COLLATE "C",
	"superior" text COLLATE "C" NOT NULL,
	"superior_city" text COLLATE "C",
	"superior_county" text COLLATE "C",
	"reason" text COLLATE "C" NOT NULL,
	"explanation" text NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decision_remark" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "elevations_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "elevations_state" CHECK ("elevations"."state" IN ('PENDING', 'TAKEN_UP', 'REFUSED', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "elevations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "handovers" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"side" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"other_province" text COLLATE "C" NOT NULL,
	"other_ticket" uuid NOT NULL,
	"other_bureau" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"explanation" text NOT NULL,
	"handed_over_at" timestamp (3) with time zone NOT NULL,
	"provinces_before" text[] NOT NULL,
	CONSTRAINT "handovers_province_ticket_id_side_pk" PRIMARY KEY("province","ticket_id","side"),
	CONSTRAINT "handovers_side" CHECK ("handovers"."side" IN ('FROM', 'TO'))
);
--> statement-breakpoint
ALTER TABLE "handovers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "referrals" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"target" text COLLATE "C" NOT NULL,
	"ground" text COLLATE "C" NOT NULL,
	"explanation" text NOT NULL,
	"document_number" text,
	"state" text COLLATE "C" NOT NULL,
	"referred_at" timestamp (3) with time zone NOT NULL,
	"referred_by" uuid,
	"reply" text,
	"replied_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "referrals_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "referrals_state" CHECK ("referrals"."state" IN ('SENT', 'TAKEN', 'DECLINED'))
);
--> statement-breakpoint
ALTER TABLE "referrals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_copies" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"sender" text COLLATE "C" NOT NULL,
	"sender_city" text COLLATE "C",
	"sender_county" text COLLATE "C",
	"receiver" text COLLATE "C" NOT NULL,
	"receiver_city" text COLLATE "C",
	"receiver_county" text COLLATE "C",
	"parts" text[] NOT NULL,
	"remark" text,
	"state" text COLLATE "C" NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"sent_by" uuid,
	"read_at" timestamp (3) with time zone,
	"read_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"version" smallint DEFAULT 1 NOT NULL,
	CONSTRAINT "ticket_copies_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "ticket_copies_state" CHECK ("ticket_copies"."state" IN ('SENT', 'READ', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "ticket_copies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_returns" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"to_bureau" text COLLATE "C" NOT NULL,
	"to_city" text COLLATE "C",
	"to_county" text COLLATE "C",
	"reason" text COLLATE "C" NOT NULL,
	"returned_on" date NOT NULL,
	CONSTRAINT "ticket_returns_province_ticket_id_sequence_pk" PRIMARY KEY("province","ticket_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "ticket_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "tickets_province_due";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "returns" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "designated" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "reopened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "lead_from" uuid;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "turned_into" uuid;--> statement-breakpoint
ALTER TABLE "callback_rules" ADD CONSTRAINT "callback_rules_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bureau_limits" ADD CONSTRAINT "bureau_limits_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extension_requests" ADD CONSTRAINT "extension_requests_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_deadlines" ADD CONSTRAINT "ticket_deadlines_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_notices" ADD CONSTRAINT "ticket_notices_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warning_settings" ADD CONSTRAINT "warning_settings_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigated_tickets" ADD CONSTRAINT "investigated_tickets_province_investigation_id_investigations_province_id_fk" FOREIGN KEY ("province","investigation_id") REFERENCES "public"."investigations"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigated_tickets" ADD CONSTRAINT "investigated_tickets_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investigation_tasks" ADD CONSTRAINT "investigation_tasks_province_investigation_id_investigations_province_id_fk" FOREIGN KEY ("province","investigation_id") REFERENCES "public"."investigations"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervised_tickets" ADD CONSTRAINT "supervised_tickets_province_order_id_supervision_orders_province_id_fk" FOREIGN KEY ("province","order_id") REFERENCES "public"."supervision_orders"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervised_tickets" ADD CONSTRAINT "supervised_tickets_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elevations" ADD CONSTRAINT "elevations_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_copies" ADD CONSTRAINT "ticket_copies_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "callback_rules_drawn" ON "callback_rules" USING btree ("drawn_until");--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_round" ON "callbacks" USING btree ("province","ticket_id","round");--> statement-breakpoint
CREATE INDEX "callbacks_bureau" ON "callbacks" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "callbacks_planned" ON "callbacks" USING btree ("bureau","due_on","id") WHERE state = 'PLANNED';--> statement-breakpoint
CREATE INDEX "callbacks_graded" ON "callbacks" USING btree ("called_at") WHERE grade IS NOT NULL;--> statement-breakpoint
CREATE INDEX "callbacks_graded_province" ON "callbacks" USING btree ("province","called_at") WHERE grade IS NOT NULL;--> statement-breakpoint
CREATE INDEX "callbacks_graded_city" ON "callbacks" USING btree ("handled_by_city","called_at") WHERE grade IS NOT NULL;--> statement-breakpoint
CREATE INDEX "callbacks_graded_county" ON "callbacks" USING btree ("handled_by_county","called_at") WHERE grade IS NOT NULL;--> statement-breakpoint
CREATE INDEX "callbacks_graded_bureau" ON "callbacks" USING btree ("handled_by","called_at") WHERE grade IS NOT NULL;--> statement-breakpoint
CREATE INDEX "bureau_limits_bureau" ON "bureau_limits" USING btree ("bureau","limit");--> statement-breakpoint
CREATE INDEX "extension_requests_bureau" ON "extension_requests" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "extension_requests_pending" ON "extension_requests" USING btree ("bureau","id") WHERE state = 'PENDING';--> statement-breakpoint
CREATE INDEX "ticket_deadlines_next_step" ON "ticket_deadlines" USING btree ("next_step_on","province","ticket_id","sequence") WHERE next_step_on < 'infinity';--> statement-breakpoint
CREATE INDEX "ticket_deadlines_open_due" ON "ticket_deadlines" USING btree ("due_on","province","ticket_id","sequence") WHERE state IN ('RUNNING', 'PAUSED');--> statement-breakpoint
CREATE INDEX "ticket_notices_to" ON "ticket_notices" USING btree ("to_bureau","kind","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_notices_from" ON "ticket_notices" USING btree ("bureau","kind","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigated_tickets_ticket" ON "investigated_tickets" USING btree ("province","ticket_id");--> statement-breakpoint
CREATE INDEX "investigation_tasks_investigation" ON "investigation_tasks" USING btree ("province","investigation_id","id");--> statement-breakpoint
CREATE INDEX "investigation_tasks_nation" ON "investigation_tasks" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_province" ON "investigation_tasks" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_partner_province" ON "investigation_tasks" USING btree ("partner_province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_lead_city" ON "investigation_tasks" USING btree ("lead_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_partner_city" ON "investigation_tasks" USING btree ("partner_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_lead_county" ON "investigation_tasks" USING btree ("lead_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_partner_county" ON "investigation_tasks" USING btree ("partner_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_lead" ON "investigation_tasks" USING btree ("lead","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_partner" ON "investigation_tasks" USING btree ("partner","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigation_tasks_reminds" ON "investigation_tasks" USING btree ("reminds_on","province","id") WHERE reminds_on < 'infinity';--> statement-breakpoint
CREATE INDEX "investigations_nation" ON "investigations" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigations_province" ON "investigations" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigations_city" ON "investigations" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigations_county" ON "investigations" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "investigations_bureau" ON "investigations" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "set_aside_jobs_nation" ON "set_aside_jobs" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "set_aside_jobs_province" ON "set_aside_jobs" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "set_aside_jobs_city" ON "set_aside_jobs" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "set_aside_jobs_county" ON "set_aside_jobs" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "set_aside_jobs_bureau" ON "set_aside_jobs" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "supervised_tickets_ticket" ON "supervised_tickets" USING btree ("province","ticket_id");--> statement-breakpoint
CREATE INDEX "supervision_orders_nation" ON "supervision_orders" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "supervision_orders_province" ON "supervision_orders" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "supervision_orders_issuer" ON "supervision_orders" USING btree ("issuer","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "supervision_orders_receiver" ON "supervision_orders" USING btree ("receiver","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "supervision_orders_receiver_city" ON "supervision_orders" USING btree ("receiver_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "supervision_orders_receiver_county" ON "supervision_orders" USING btree ("receiver_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "supervision_orders_risen_from" ON "supervision_orders" USING btree ("province","risen_from") WHERE risen_from IS NOT NULL;--> statement-breakpoint
CREATE INDEX "supervision_orders_rises" ON "supervision_orders" USING btree ("rises_on","province","id") WHERE rises_on < 'infinity';--> statement-breakpoint
CREATE INDEX "disputes_ticket" ON "disputes" USING btree ("province","ticket_id","id");--> statement-breakpoint
CREATE INDEX "disputes_nation" ON "disputes" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_province" ON "disputes" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_raiser" ON "disputes" USING btree ("raiser","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_proposed" ON "disputes" USING btree ("proposed","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_superior" ON "disputes" USING btree ("superior","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_raiser_city" ON "disputes" USING btree ("raiser_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_raiser_county" ON "disputes" USING btree ("raiser_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_proposed_city" ON "disputes" USING btree ("proposed_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_proposed_county" ON "disputes" USING btree ("proposed_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disputes_refers" ON "disputes" USING btree ("refers_on","province","id") WHERE refers_on < 'infinity';--> statement-breakpoint
CREATE INDEX "elevations_ticket" ON "elevations" USING btree ("province","ticket_id","id");--> statement-breakpoint
CREATE INDEX "elevations_nation" ON "elevations" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "elevations_province" ON "elevations" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "elevations_asker" ON "elevations" USING btree ("asker","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "elevations_asker_city" ON "elevations" USING btree ("asker_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "elevations_asker_county" ON "elevations" USING btree ("asker_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "elevations_superior" ON "elevations" USING btree ("superior","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_id" ON "handovers" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "handovers_nation" ON "handovers" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "handovers_city" ON "handovers" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "handovers_county" ON "handovers" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "handovers_bureau" ON "handovers" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "handovers_other" ON "handovers" USING btree ("other_province","other_ticket");--> statement-breakpoint
CREATE INDEX "referrals_ticket" ON "referrals" USING btree ("province","ticket_id","id");--> statement-breakpoint
CREATE INDEX "referrals_nation" ON "referrals" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "referrals_province" ON "referrals" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "referrals_city" ON "referrals" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "referrals_county" ON "referrals" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "referrals_bureau" ON "referrals" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_ticket" ON "ticket_copies" USING btree ("province","ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_copies_nation" ON "ticket_copies" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_province" ON "ticket_copies" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_sender" ON "ticket_copies" USING btree ("sender","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_sender_city" ON "ticket_copies" USING btree ("sender_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_sender_county" ON "ticket_copies" USING btree ("sender_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_receiver" ON "ticket_copies" USING btree ("receiver","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_receiver_city" ON "ticket_copies" USING btree ("receiver_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_copies_receiver_county" ON "ticket_copies" USING btree ("receiver_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_returns_nation" ON "ticket_returns" USING btree ("returned_on");--> statement-breakpoint
CREATE INDEX "ticket_returns_province" ON "ticket_returns" USING btree ("province","returned_on");--> statement-breakpoint
CREATE INDEX "ticket_returns_city" ON "ticket_returns" USING btree ("city","returned_on");--> statement-breakpoint
CREATE INDEX "ticket_returns_county" ON "ticket_returns" USING btree ("county","returned_on");--> statement-breakpoint
CREATE INDEX "ticket_returns_bureau" ON "ticket_returns" USING btree ("bureau","returned_on");--> statement-breakpoint
CREATE INDEX "ticket_returns_to" ON "ticket_returns" USING btree ("to_bureau","returned_on");--> statement-breakpoint
CREATE INDEX "tickets_intake_city_away_due" ON "tickets" USING btree ("intake_city_away","due_on","id") WHERE "intake_city_away" IS NOT NULL AND due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_intake_county_away_due" ON "tickets" USING btree ("intake_county_away","due_on","id") WHERE "intake_county_away" IS NOT NULL AND due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_previous_city_away_due" ON "tickets" USING btree ("previous_city_away","due_on","id") WHERE "previous_city_away" IS NOT NULL AND due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_previous_county_away_due" ON "tickets" USING btree ("previous_county_away","due_on","id") WHERE "previous_county_away" IS NOT NULL AND due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_handler_due" ON "tickets" USING btree ("handler","due_on","id") WHERE handler IS NOT NULL AND state <> 'ARCHIVED';--> statement-breakpoint
CREATE INDEX "tickets_intake_closed" ON "tickets" USING btree ("intake_bureau","closed_at","id") WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_province_due" ON "tickets" USING btree ("province","due_on","id","city") WHERE due_on < 'infinity';--> statement-breakpoint
CREATE POLICY "public_reference" ON "announced_years" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (true);--> statement-breakpoint
CREATE POLICY "system" ON "announced_years" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "callback_rules" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "callbacks" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "callbacks" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = callbacks.province AND tickets.id = callbacks.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = callbacks.province AND tickets.id = callbacks.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "callbacks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "in_force_below" ON "bureau_limits" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "bureau_limits" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "extension_requests" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "extension_requests" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = extension_requests.province AND tickets.id = extension_requests.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = extension_requests.province AND tickets.id = extension_requests.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "extension_requests" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_deadlines" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_deadlines.province AND tickets.id = ticket_deadlines.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_deadlines.province AND tickets.id = ticket_deadlines.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_deadlines" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_notices" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_notices.province AND tickets.id = ticket_notices.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_notices.province AND tickets.id = ticket_notices.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_notices" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "in_force_below" ON "warning_settings" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "warning_settings" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_investigation" ON "investigated_tickets" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM investigations WHERE investigations.province = investigated_tickets.province AND investigations.id = investigated_tickets.investigation_id)) WITH CHECK (EXISTS (SELECT 1 FROM investigations WHERE investigations.province = investigated_tickets.province AND investigations.id = investigated_tickets.investigation_id));--> statement-breakpoint
CREATE POLICY "system" ON "investigated_tickets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "investigation_tasks" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("lead" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region') OR "partner_province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("lead_city" = current_setting('app.region') OR "partner_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("lead_county" = current_setting('app.region') OR "partner_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("lead" = current_setting('app.bureau') OR "partner" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("lead" = current_setting('app.bureau') OR "partner" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("lead" = current_setting('app.bureau') OR "partner" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("lead" = current_setting('app.bureau') OR "partner" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("lead" = current_setting('app.bureau') OR "partner" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province') OR "partner_province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "investigation_tasks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "investigations" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "investigations" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "set_aside_jobs" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_order" ON "supervised_tickets" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM supervision_orders WHERE supervision_orders.province = supervised_tickets.province AND supervision_orders.id = supervised_tickets.order_id)) WITH CHECK (EXISTS (SELECT 1 FROM supervision_orders WHERE supervision_orders.province = supervised_tickets.province AND supervision_orders.id = supervised_tickets.order_id));--> statement-breakpoint
CREATE POLICY "system" ON "supervised_tickets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "supervision_orders" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("issuer" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("issuer_city" = current_setting('app.region') OR "receiver_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("issuer_county" = current_setting('app.region') OR "receiver_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "supervision_orders" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "disputes" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("raiser" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("raiser_city" = current_setting('app.region') OR "proposed_city" = current_setting('app.region') OR "superior_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("raiser_county" = current_setting('app.region') OR "proposed_county" = current_setting('app.region') OR "superior_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("raiser" = current_setting('app.bureau') OR "proposed" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("raiser" = current_setting('app.bureau') OR "proposed" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("raiser" = current_setting('app.bureau') OR "proposed" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("raiser" = current_setting('app.bureau') OR "proposed" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("raiser" = current_setting('app.bureau') OR "proposed" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "disputes" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "elevations" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("asker" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("asker_city" = current_setting('app.region') OR "superior_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("asker_county" = current_setting('app.region') OR "superior_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("asker" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("asker" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("asker" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("asker" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("asker" = current_setting('app.bureau') OR "superior" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "elevations" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "handovers" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = handovers.province AND tickets.id = handovers.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = handovers.province AND tickets.id = handovers.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "handovers" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "referrals" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "referrals" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "ticket_copies" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("sender" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("sender_city" = current_setting('app.region') OR "receiver_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("sender_county" = current_setting('app.region') OR "receiver_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("sender" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("sender" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("sender" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("sender" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("sender" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_copies" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "ticket_returns" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region') OR "to_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region') OR "to_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau') OR "to_bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau') OR "to_bureau" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau') OR "to_bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau') OR "to_bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau') OR "to_bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_returns" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Tables of this migration are bound by their row policies like all others, their owner included.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['announced_years', 'bureau_limits', 'warning_settings', 'ticket_deadlines',
    'extension_requests', 'ticket_notices', 'supervision_orders', 'supervised_tickets', 'ticket_returns', 'disputes',
    'elevations', 'handovers', 'ticket_copies', 'referrals', 'investigations', 'investigated_tickets',
    'investigation_tasks', 'callbacks', 'callback_rules', 'set_aside_jobs']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO lianxin_system', name);
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT SELECT ON announced_years TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON bureau_limits, warning_settings, ticket_deadlines, extension_requests, ticket_notices,
  supervision_orders, supervised_tickets, ticket_returns, disputes, elevations, handovers, ticket_copies, referrals,
  investigations, investigated_tickets, investigation_tasks, callbacks, callback_rules TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, UPDATE (retried_at, retried_by) ON set_aside_jobs TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (returns, designated, reopened_at, turned_into) ON tickets TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (valid_to, version) ON bureau_limits TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (days_before, set_by, set_at, version) ON warning_settings TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (due_on, statutory_due_on, registered_due_on, is_provisional, state, pauses, extended_days, ended_at,
  next_step, next_step_on) ON ticket_deadlines TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, due_after, decided_by, decided_at, decision_remark, version) ON extension_requests TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, received_at, received_by, answer, answered_at, answered_by, was_late, decision, decided_at,
  decided_by, closed_at, reply_by, rises_on, version) ON supervision_orders TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, answered_at, answered_by, answer, referred_at, referred_by, designated, grounds, ended_at, ended_by,
  refers_on, version) ON disputes TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, decided_at, decided_by, decision_remark, version) ON elevations TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, read_at, read_by, withdrawn_at, version) ON ticket_copies TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, reply, replied_at, version) ON referrals TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, outcome, closed_at, closed_by, version) ON investigations TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, answer, answered_at, answered_by, closed_at, closed_by, reminds_on, version) ON investigation_tasks
  TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, tries, called_at, called_by, grade, is_handlers_fault, handled_by, handled_by_city, handled_by_county,
  remark, version) ON callbacks TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (consultation_share, complaint_share, report_share, within_days, drawn_until, set_by, set_at, version)
  ON callback_rules TO lianxin_api;
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['announced_years', 'Years whose holidays were announced after the release, loaded by the nation; public knowledge.'],
    ['bureau_limits', 'Limits that bureaus set for their subtrees (自定期限): never looser than the statute.'],
    ['warning_settings', 'How many working days before the end of a limit a bureau and those beneath it are warned.'],
    ['ticket_deadlines', 'The limits that run or ran on tickets (期限), with what they were counted from and how they ended.'],
    ['extension_requests', 'Requests to extend a limit (延期), decided by the head of the same bureau.'],
    ['ticket_notices', 'What happened around tickets without changing them (提示): warnings, reminders, orders, requests.'],
    ['supervision_orders', 'Supervision orders (督办) from a bureau to one beneath it.'],
    ['supervised_tickets', 'The tickets that supervision orders are about.'],
    ['ticket_returns', 'Who returned which ticket to whom, why: counted.'],
    ['disputes', 'Disputes over who is competent (管辖争议), and whom the common superior designated.'],
    ['elevations', 'Requests that a superior take a case up (报请提级).'],
    ['handovers', 'Handings over between provinces (跨省移交): each province keeps its own side.'],
    ['ticket_copies', 'Copies of tickets (抄送): the receiver sees the parts that they name.'],
    ['referrals', 'Referrals to the police or another body (移送).'],
    ['investigations', 'Joint investigations (协查), led by one bureau.'],
    ['investigated_tickets', 'The tickets that joint investigations are about.'],
    ['investigation_tasks', 'Tasks of joint investigations (协查任务): who is asked what, by when, and what he sees.'],
    ['callbacks', 'Calls back to citizens after the closing (回访), with their grades.'],
    ['callback_rules', 'Which closed tickets a bureau calls back by itself.'],
    ['set_aside_jobs', 'Jobs that failed for good (搁置任务) and wait for an administrator.']]
  LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', note[1], note[2]);
  END LOOP;
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['tickets', 'returns', 'How often it was returned; the third return goes to the superior.'],
    ['tickets', 'designated', 'The bureau that a common superior designated, which may not return it.'],
    ['tickets', 'reopened_at', 'When it was done again after a callback.'],
    ['tickets', 'lead_from', 'The complaint in which the lead to this report was found (诉转案).'],
    ['tickets', 'turned_into', 'The report that was opened on a lead found in this complaint.'],
    ['ticket_deadlines', 'due_on', 'The last day, by the stricter of statute and bureau; infinity while it stands still.'],
    ['ticket_deadlines', 'registered_due_on', 'The last day counted from the registration, where that is earlier: of it the citizen thinks.'],
    ['ticket_deadlines', 'next_step_on', 'The day of what the scheduler does next for it; infinity where nothing is left.'],
    ['ticket_deadlines', 'bureau', 'The bureau that held the ticket when the limit began: history.'],
    ['extension_requests', 'bureau', 'The bureau whose head decides.'],
    ['supervision_orders', 'rises_on', 'The day on which an unanswered order rises to the bureau above the issuer.'],
    ['disputes', 'refers_on', 'The day on which it goes to the superior by itself, or is looked at again there.'],
    ['handovers', 'provinces_before', 'The provinces that had the matter, the first one first.'],
    ['investigation_tasks', 'parts', 'The parts of the ticket that the partner sees while the task is open.'],
    ['callbacks', 'round', '1, or 2 after the ticket was done again.'],
    ['callbacks', 'handled_by', 'The bureau that held the ticket when it was graded: whom the grade is about.'],
    ['callback_rules', 'drawn_until', 'The last day of closings that was looked at.'],
    ['ticket_copies', 'parts', 'The parts of the ticket that the receiver sees.'],
    ['set_aside_jobs', 'error_code', 'The code of the last error, never its message.']]
  LOOP
    EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', note[1], note[2], note[3]);
  END LOOP;
END
$$;
--> statement-breakpoint
-- Tickets of the release before had only the last day of the limit that ran. Each gets its deadline with that day; of one
-- that is over, a reminder is the first thing that follows.
-- The owner is no superuser everywhere, so the row policies let it by for this.
ALTER TABLE tickets NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE ticket_deadlines NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO ticket_deadlines (province, ticket_id, sequence, "limit", rule, days, unit, started_from, started_at, bureau,
  due_on, statutory_due_on, is_provisional, state, next_step, next_step_on)
SELECT t.province, t.id, 1, t.due_limit, t.regime || '.' || t.due_limit, r.days, r.unit, r.started_from,
  CASE r.started_from WHEN 'COMPETENT_RECEIPT' THEN t.competent_received_at WHEN 'ACCEPTED' THEN t.accepted_at
    ELSE t.decided_at END, t.holder, t.due_on, t.due_on, t.due_on > '2026-12-31', 'RUNNING', 'REMIND', t.due_on + 1
FROM tickets t
JOIN (VALUES ('ORDER_20', 'ACCEPTANCE', 7, 'WORKING', 'COMPETENT_RECEIPT'), ('ORDER_20', 'MEDIATION', 45, 'WORKING', 'ACCEPTED'),
  ('ORDER_20', 'TERMINATION_NOTICE', 7, 'WORKING', 'TERMINATED'), ('ORDER_20', 'VERIFICATION', 15, 'WORKING', 'COMPETENT_RECEIPT'),
  ('ORDER_20', 'RESULT_NOTICE', 5, 'WORKING', 'CASE_DECIDED'), ('ORDER_121', 'ACCEPTANCE', 7, 'WORKING', 'COMPETENT_RECEIPT'),
  ('ORDER_121', 'MEDIATION', 60, 'NATURAL', 'ACCEPTED'), ('ORDER_121', 'TERMINATION_NOTICE', 7, 'WORKING', 'TERMINATED'),
  ('ORDER_121', 'VERIFICATION', 15, 'WORKING', 'COMPETENT_RECEIPT')) AS r (regime, due_limit, days, unit, started_from)
  ON r.regime = t.regime AND r.due_limit = t.due_limit
WHERE t.due_on < 'infinity';
--> statement-breakpoint
ALTER TABLE tickets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE ticket_deadlines FORCE ROW LEVEL SECURITY;
