CREATE TABLE "exports" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"subject" text COLLATE "C" NOT NULL,
	"format" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"failure" text COLLATE "C",
	"locale" text COLLATE "C" NOT NULL,
	"has_byte_order_mark" boolean NOT NULL,
	"columns" text[] NOT NULL,
	"asked" jsonb NOT NULL,
	"conditions" jsonb NOT NULL,
	"purpose" text NOT NULL,
	"requested_by" uuid,
	"client" uuid,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"progressed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"rows_expected" integer,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"steps" integer DEFAULT 0 NOT NULL,
	"parts" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"reached_at" timestamp (3) with time zone,
	"reached_id" uuid,
	"keeps_parts" boolean DEFAULT false NOT NULL,
	CONSTRAINT "exports_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "exports_subject" CHECK ("exports"."subject" IN ('TICKETS', 'STATISTICS')),
	CONSTRAINT "exports_format" CHECK ("exports"."format" IN ('JSONL', 'CSV')),
	CONSTRAINT "exports_state" CHECK ("exports"."state" IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED'))
);
--> statement-breakpoint
ALTER TABLE "exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "export_parts" (
	"province" text COLLATE "C" NOT NULL,
	"export_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"start" bigint NOT NULL,
	"bytes" integer NOT NULL,
	"rows" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "export_parts_province_export_id_number_pk" PRIMARY KEY("province","export_id","number")
);
--> statement-breakpoint
ALTER TABLE "export_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "report_templates" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"sections" text NOT NULL,
	"is_in_force" boolean NOT NULL,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "report_templates_bureau_kind_pk" PRIMARY KEY("bureau","kind"),
	CONSTRAINT "report_templates_kind" CHECK ("report_templates"."kind" IN ('DAILY', 'CUMULATIVE', 'WEEKLY', 'MONTHLY', 'TOPIC'))
);
--> statement-breakpoint
ALTER TABLE "report_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reports" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"region" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C",
	"title" text NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"content" text NOT NULL,
	"digest" text COLLATE "C",
	"template_bureau" text COLLATE "C",
	"template_version" integer,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	"prepared_by" uuid,
	"number" text,
	"receiver" text COLLATE "C",
	"receiver_city" text COLLATE "C",
	"receiver_county" text COLLATE "C",
	"submitted_at" timestamp (3) with time zone,
	"submitted_by" uuid,
	"receipt" text,
	"received_at" timestamp (3) with time zone,
	"received_by" uuid,
	"discarded_at" timestamp (3) with time zone,
	"discarded_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reports_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "reports_kind" CHECK ("reports"."kind" IN ('DAILY', 'CUMULATIVE', 'WEEKLY', 'MONTHLY', 'TOPIC')),
	CONSTRAINT "reports_days" CHECK ("reports"."first_day" <= "reports"."last_day"),
	CONSTRAINT "reports_state" CHECK (CASE "reports"."state"
        WHEN 'DRAFT' THEN "reports"."digest" IS NULL AND "reports"."receiver" IS NULL
        WHEN 'DISCARDED' THEN "reports"."digest" IS NULL AND "reports"."discarded_at" IS NOT NULL
        WHEN 'SUBMITTED' THEN "reports"."digest" IS NOT NULL AND "reports"."receiver" IS NOT NULL AND "reports"."submitted_at" IS NOT NULL
        WHEN 'RECEIVED' THEN "reports"."digest" IS NOT NULL AND "reports"."receipt" IS NOT NULL AND "reports"."received_at" IS NOT NULL
        ELSE false END)
);
--> statement-breakpoint
ALTER TABLE "reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statistic_cells" (
	"rollup" smallint NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"bucket" date NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"line" text COLLATE "C" NOT NULL,
	"first" text COLLATE "C" NOT NULL,
	"second" text COLLATE "C" NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C",
	"tickets" integer,
	"to_dispatch" integer,
	"dispatched" integer,
	"accepted" integer,
	"closed" integer,
	"accepted_and_closed" integer,
	"settled" integer,
	"terminated" integer,
	"refused" integer,
	"filed" integer,
	"turned_into_case" integer,
	"returned" integer,
	"graded" integer,
	"satisfied" integer,
	"met" integer,
	"disputed_amount" numeric,
	"recovered_loss" numeric,
	"fine_amount" numeric,
	"confiscated_amount" numeric,
	CONSTRAINT "statistic_cells_key" UNIQUE NULLS NOT DISTINCT("rollup","place","basis","bucket","kind","line","first","second","province","city","county")
);
--> statement-breakpoint
ALTER TABLE "statistic_cells" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statistic_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"tickets" bigint NOT NULL,
	"cells" bigint NOT NULL,
	"differing_tickets" integer NOT NULL,
	"differing_cells" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "statistic_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statistic_deltas" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sign" smallint NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"holder" text COLLATE "C" NOT NULL,
	"city_then" text COLLATE "C",
	"county_then" text COLLATE "C",
	"holder_then" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"line" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"issue_class" text COLLATE "C" NOT NULL,
	"goods_class" text COLLATE "C" NOT NULL,
	"topics" text[] NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"respondent" text NOT NULL,
	"registered_on" date NOT NULL,
	"registered_hour" smallint NOT NULL,
	"dispatched_on" date,
	"accepted_on" date,
	"closed_on" date,
	"check_due_on" date,
	"is_check_met" boolean,
	"verification_due_on" date,
	"is_verification_met" boolean,
	"closing_due_on" date,
	"is_closing_met" boolean,
	"supervision_due_on" date,
	"is_supervised" boolean DEFAULT false NOT NULL,
	"is_to_dispatch" boolean NOT NULL,
	"outcome" text COLLATE "C",
	"is_turned_into_case" boolean NOT NULL,
	"is_returned" boolean NOT NULL,
	"grade" text COLLATE "C",
	"disputed_amount" bigint NOT NULL,
	"recovered_loss" bigint NOT NULL,
	"fine_amount" bigint NOT NULL,
	"confiscated_amount" bigint NOT NULL,
	"hours_to_dispatch" integer,
	"hours_to_acceptance" integer,
	"hours_to_closing" integer,
	"working_days_to_dispatch" smallint,
	"working_days_to_acceptance" smallint,
	"working_days_to_closing" smallint,
	CONSTRAINT "statistic_deltas_sign" CHECK ("statistic_deltas"."sign" IN (-1, 1))
);
--> statement-breakpoint
ALTER TABLE "statistic_deltas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_facts" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"holder" text COLLATE "C" NOT NULL,
	"city_then" text COLLATE "C",
	"county_then" text COLLATE "C",
	"holder_then" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"line" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"issue_class" text COLLATE "C" NOT NULL,
	"goods_class" text COLLATE "C" NOT NULL,
	"topics" text[] NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"respondent" text NOT NULL,
	"registered_on" date NOT NULL,
	"registered_hour" smallint NOT NULL,
	"dispatched_on" date,
	"accepted_on" date,
	"closed_on" date,
	"check_due_on" date,
	"is_check_met" boolean,
	"verification_due_on" date,
	"is_verification_met" boolean,
	"closing_due_on" date,
	"is_closing_met" boolean,
	"supervision_due_on" date,
	"is_supervised" boolean DEFAULT false NOT NULL,
	"is_to_dispatch" boolean NOT NULL,
	"outcome" text COLLATE "C",
	"is_turned_into_case" boolean NOT NULL,
	"is_returned" boolean NOT NULL,
	"grade" text COLLATE "C",
	"disputed_amount" bigint NOT NULL,
	"recovered_loss" bigint NOT NULL,
	"fine_amount" bigint NOT NULL,
	"confiscated_amount" bigint NOT NULL,
	"hours_to_dispatch" integer,
	"hours_to_acceptance" integer,
	"hours_to_closing" integer,
	"working_days_to_dispatch" smallint,
	"working_days_to_acceptance" smallint,
	"working_days_to_closing" smallint,
	"intake_city" text COLLATE "C",
	"intake_county" text COLLATE "C",
	"intake_bureau" text COLLATE "C" NOT NULL,
	"previous_city" text COLLATE "C",
	"previous_county" text COLLATE "C",
	"previous_holder" text COLLATE "C",
	CONSTRAINT "ticket_facts_province_ticket_id_pk" PRIMARY KEY("province","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "export_parts" ADD CONSTRAINT "export_parts_province_export_id_exports_province_id_fk" FOREIGN KEY ("province","export_id") REFERENCES "public"."exports"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_templates" ADD CONSTRAINT "report_templates_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_facts" ADD CONSTRAINT "ticket_facts_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_bureau" ON "exports" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "exports_running" ON "exports" USING btree ("bureau") WHERE state IN ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "exports_progress" ON "exports" USING btree ("progressed_at") WHERE state IN ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "exports_expiry" ON "exports" USING btree ("expires_at") WHERE state = 'DONE';--> statement-breakpoint
CREATE INDEX "exports_left" ON "exports" USING btree ("id") WHERE keeps_parts AND state IN ('FAILED', 'CANCELLED', 'EXPIRED');--> statement-breakpoint
CREATE INDEX "reports_nation" ON "reports" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_province" ON "reports" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_city" ON "reports" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_county" ON "reports" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_bureau" ON "reports" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_receiver" ON "reports" USING btree ("receiver","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_receiver_city" ON "reports" USING btree ("receiver_city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_receiver_county" ON "reports" USING btree ("receiver_county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reports_submitted" ON "reports" USING btree ("submitted_at") WHERE submitted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_submitted_province" ON "reports" USING btree ("province","submitted_at") WHERE submitted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_submitted_city" ON "reports" USING btree ("city","submitted_at") WHERE submitted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_submitted_county" ON "reports" USING btree ("county","submitted_at") WHERE submitted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_submitted_bureau" ON "reports" USING btree ("bureau","submitted_at") WHERE submitted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "statistic_checks_ended" ON "statistic_checks" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "ticket_facts_registered" ON "ticket_facts" USING btree ("holder","registered_on","ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_facts_dispatched" ON "ticket_facts" USING btree ("holder","dispatched_on","ticket_id") WHERE "dispatched_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_accepted" ON "ticket_facts" USING btree ("holder","accepted_on","ticket_id") WHERE "accepted_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_closed" ON "ticket_facts" USING btree ("holder","closed_on","ticket_id") WHERE "closed_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_check_due" ON "ticket_facts" USING btree ("holder","check_due_on","ticket_id") WHERE "check_due_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_verification_due" ON "ticket_facts" USING btree ("holder","verification_due_on","ticket_id") WHERE "verification_due_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_closing_due" ON "ticket_facts" USING btree ("holder","closing_due_on","ticket_id") WHERE "closing_due_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_supervision_due" ON "ticket_facts" USING btree ("holder","supervision_due_on","ticket_id") WHERE "supervision_due_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_facts_moved" ON "ticket_facts" USING btree ("holder_then","holder") WHERE (holder_then, county_then, city_then) IS DISTINCT FROM (holder, county, city);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "exports" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "exports" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "written_with_its_export" ON "export_parts" AS PERMISSIVE FOR INSERT TO "lianxin_api" WITH CHECK (EXISTS (SELECT 1 FROM exports WHERE exports.province = export_parts.province AND exports.id = export_parts.export_id));--> statement-breakpoint
CREATE POLICY "system" ON "export_parts" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "in_force_below" ON "report_templates" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "report_templates" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "reports" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "drafts_are_own" ON "reports" AS RESTRICTIVE FOR ALL TO "lianxin_api" USING (state NOT IN ('DRAFT', 'DISCARDED') OR bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region') OR "receiver_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region') OR "receiver_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "reports" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "statistic_cells" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "public_reference" ON "statistic_checks" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (true);--> statement-breakpoint
CREATE POLICY "system" ON "statistic_checks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "holder" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "statistic_deltas" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region') OR "intake_city" = current_setting('app.region') OR "previous_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region') OR "intake_county" = current_setting('app.region') OR "previous_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_facts" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Tables of this migration are bound by their row policies like all others, their owner included.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ticket_facts', 'statistic_deltas', 'statistic_cells', 'statistic_checks', 'exports',
  'export_parts', 'report_templates', 'reports']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO lianxin_system', name);
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT SELECT, INSERT ON ticket_facts, statistic_deltas TO lianxin_api;
--> statement-breakpoint
GRANT SELECT ON statistic_cells TO lianxin_api;
--> statement-breakpoint
GRANT SELECT (id, ended_at, differing_tickets, differing_cells) ON statistic_checks TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (city, county, holder, city_then, county_then, holder_then, kind, line, channel, issue_class,
  goods_class, topics,
  state, respondent, registered_on, registered_hour, dispatched_on, accepted_on, closed_on, check_due_on,
  is_check_met, verification_due_on,
  is_verification_met, closing_due_on, is_closing_met, supervision_due_on, is_supervised, is_to_dispatch, outcome,
  is_turned_into_case, is_returned, grade, disputed_amount, recovered_loss, fine_amount, confiscated_amount,
  hours_to_dispatch, hours_to_acceptance, hours_to_closing, working_days_to_dispatch, working_days_to_acceptance,
  working_days_to_closing, intake_city, intake_county, intake_bureau, previous_city, previous_county, previous_holder)
  ON ticket_facts TO lianxin_api;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE statistic_deltas_id_seq TO lianxin_api, lianxin_system;
--> statement-breakpoint
-- A fold changes counters, which are in no index: with some room in each page the row stays where it is.
ALTER TABLE statistic_cells SET (fillfactor = 80);
--> statement-breakpoint
-- Deltas come and go: without early cleaning every reader would pass over those that are gone.
ALTER TABLE statistic_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
--> statement-breakpoint
-- The deltas are what every change of the facts leaves behind, whoever makes it and however many rows it has: a step of a
-- ticket, a reorganisation, a deletion. Facts that are as they were leave none.
CREATE FUNCTION keep_statistic_deltas() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statistic_deltas (sign, province, ticket_id, city, county, holder, city_then, county_then,
  holder_then, kind, line, channel, issue_class, goods_class, topics, state, respondent, registered_on,
  registered_hour, dispatched_on, accepted_on, closed_on, check_due_on, is_check_met, verification_due_on,
  is_verification_met, closing_due_on, is_closing_met, supervision_due_on, is_supervised, is_to_dispatch, outcome,
  is_turned_into_case, is_returned, grade, disputed_amount, recovered_loss, fine_amount, confiscated_amount,
  hours_to_dispatch, hours_to_acceptance, hours_to_closing, working_days_to_dispatch, working_days_to_acceptance,
  working_days_to_closing)
    SELECT 1, province, ticket_id, city, county, holder, city_then, county_then, holder_then, kind, line, channel,
  issue_class, goods_class, topics, state, respondent, registered_on, registered_hour, dispatched_on, accepted_on,
  closed_on, check_due_on, is_check_met, verification_due_on, is_verification_met, closing_due_on, is_closing_met,
  supervision_due_on, is_supervised, is_to_dispatch, outcome, is_turned_into_case, is_returned, grade,
  disputed_amount, recovered_loss, fine_amount, confiscated_amount, hours_to_dispatch, hours_to_acceptance,
  hours_to_closing, working_days_to_dispatch, working_days_to_acceptance, working_days_to_closing FROM facts_after;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO statistic_deltas (sign, province, ticket_id, city, county, holder, city_then, county_then,
  holder_then, kind, line, channel, issue_class, goods_class, topics, state, respondent, registered_on,
  registered_hour, dispatched_on, accepted_on, closed_on, check_due_on, is_check_met, verification_due_on,
  is_verification_met, closing_due_on, is_closing_met, supervision_due_on, is_supervised, is_to_dispatch, outcome,
  is_turned_into_case, is_returned, grade, disputed_amount, recovered_loss, fine_amount, confiscated_amount,
  hours_to_dispatch, hours_to_acceptance, hours_to_closing, working_days_to_dispatch, working_days_to_acceptance,
  working_days_to_closing)
    SELECT -1, province, ticket_id, city, county, holder, city_then, county_then, holder_then, kind, line, channel,
  issue_class, goods_class, topics, state, respondent, registered_on, registered_hour, dispatched_on, accepted_on,
  closed_on, check_due_on, is_check_met, verification_due_on, is_verification_met, closing_due_on, is_closing_met,
  supervision_due_on, is_supervised, is_to_dispatch, outcome, is_turned_into_case, is_returned, grade,
  disputed_amount, recovered_loss, fine_amount, confiscated_amount, hours_to_dispatch, hours_to_acceptance,
  hours_to_closing, working_days_to_dispatch, working_days_to_acceptance, working_days_to_closing FROM facts_before;
  ELSE
    INSERT INTO statistic_deltas (sign, province, ticket_id, city, county, holder, city_then, county_then,
  holder_then, kind, line, channel, issue_class, goods_class, topics, state, respondent, registered_on,
  registered_hour, dispatched_on, accepted_on, closed_on, check_due_on, is_check_met, verification_due_on,
  is_verification_met, closing_due_on, is_closing_met, supervision_due_on, is_supervised, is_to_dispatch, outcome,
  is_turned_into_case, is_returned, grade, disputed_amount, recovered_loss, fine_amount, confiscated_amount,
  hours_to_dispatch, hours_to_acceptance, hours_to_closing, working_days_to_dispatch, working_days_to_acceptance,
  working_days_to_closing)
    SELECT -1, b.province, b.ticket_id, b.city, b.county, b.holder, b.city_then, b.county_then, b.holder_then,
  b.kind, b.line, b.channel, b.issue_class, b.goods_class, b.topics, b.state, b.respondent, b.registered_on,
  b.registered_hour, b.dispatched_on, b.accepted_on, b.closed_on, b.check_due_on, b.is_check_met,
  b.verification_due_on, b.is_verification_met, b.closing_due_on, b.is_closing_met, b.supervision_due_on,
  b.is_supervised, b.is_to_dispatch, b.outcome, b.is_turned_into_case, b.is_returned, b.grade, b.disputed_amount,
  b.recovered_loss, b.fine_amount, b.confiscated_amount, b.hours_to_dispatch, b.hours_to_acceptance,
  b.hours_to_closing, b.working_days_to_dispatch, b.working_days_to_acceptance, b.working_days_to_closing
    FROM facts_before AS b JOIN facts_after AS a USING (province, ticket_id) WHERE b IS DISTINCT FROM a
    UNION ALL
    SELECT 1, a.province, a.ticket_id, a.city, a.county, a.holder, a.city_then, a.county_then, a.holder_then, a.kind,
  a.line, a.channel, a.issue_class, a.goods_class, a.topics, a.state, a.respondent, a.registered_on,
  a.registered_hour, a.dispatched_on, a.accepted_on, a.closed_on, a.check_due_on, a.is_check_met,
  a.verification_due_on, a.is_verification_met, a.closing_due_on, a.is_closing_met, a.supervision_due_on,
  a.is_supervised, a.is_to_dispatch, a.outcome, a.is_turned_into_case, a.is_returned, a.grade, a.disputed_amount,
  a.recovered_loss, a.fine_amount, a.confiscated_amount, a.hours_to_dispatch, a.hours_to_acceptance,
  a.hours_to_closing, a.working_days_to_dispatch, a.working_days_to_acceptance, a.working_days_to_closing
    FROM facts_before AS b JOIN facts_after AS a USING (province, ticket_id) WHERE b IS DISTINCT FROM a;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_deltas_of_new AFTER INSERT ON ticket_facts REFERENCING NEW TABLE AS facts_after
  FOR EACH STATEMENT EXECUTE FUNCTION keep_statistic_deltas();
--> statement-breakpoint
CREATE TRIGGER keep_deltas_of_changed AFTER UPDATE ON ticket_facts REFERENCING OLD TABLE AS facts_before NEW TABLE AS facts_after
  FOR EACH STATEMENT EXECUTE FUNCTION keep_statistic_deltas();
--> statement-breakpoint
CREATE TRIGGER keep_deltas_of_deleted AFTER DELETE ON ticket_facts REFERENCING OLD TABLE AS facts_before
  FOR EACH STATEMENT EXECUTE FUNCTION keep_statistic_deltas();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, failure, ended_at) ON exports TO lianxin_api;
--> statement-breakpoint
GRANT INSERT ON export_parts TO lianxin_api;
--> statement-breakpoint
-- Not compressed, so that a part of it is read without the rest.
ALTER TABLE export_parts ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (sections, is_in_force, set_by, set_at, version)
  ON report_templates TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (title, state, content, digest, number, receiver, receiver_city, receiver_county, submitted_at,
  submitted_by, receipt, received_at,
    received_by, discarded_at, discarded_by, version)
  ON reports TO lianxin_api;
--> statement-breakpoint
-- What was submitted is what was sent, for ever: the platform itself cannot change it either.
CREATE FUNCTION keep_reports_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a report that was submitted does not change' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER reports_frozen BEFORE UPDATE OF id, kind, first_day, last_day, region, topic, title, as_of, content,
  digest,
  template_bureau, template_version, prepared_at, prepared_by, number, submitted_at, submitted_by ON reports
  FOR EACH ROW WHEN (OLD.digest IS NOT NULL) EXECUTE FUNCTION keep_reports_frozen();
--> statement-breakpoint
CREATE TRIGGER reports_kept BEFORE DELETE ON reports
  FOR EACH ROW WHEN (OLD.digest IS NOT NULL) EXECUTE FUNCTION keep_reports_frozen();
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['ticket_facts', 'What statistics know of each ticket (统计事实): codes, days and amounts, written with each step.'],
    ['statistic_deltas', 'Changes of facts that are not folded into the rollups yet (统计增量).'],
    ['statistic_cells', 'The rollups (统计汇总): counts and sums by place, day or month, kind and attributes.'],
    ['statistic_checks', 'When the rollups were compared with the tickets, and how much differed (统计核对).'],
    ['exports', 'Exports (批量导出) of tickets or of statistics: who asked for what and why, and how far they are.'],
    ['export_parts', 'The files of exports in parts (导出分块), thrown away when they expire.'],
    ['report_templates', 'How a bureau words its statistical reports (报告模板), for itself and those beneath it.'],
    ['reports', 'Statistical reports (统计报告): drafts of their bureau, and frozen since they were submitted (报送).']]
  LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', note[1], note[2]);
  END LOOP;
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['ticket_facts', 'holder_then',
  'The holder under the tree of the day on which the ticket came to it; reorganisations leave it.'],
    ['ticket_facts', 'supervision_due_on', 'The day on which an order is due because a limit of law was missed.'],
    ['ticket_facts', 'respondent', 'The name of the respondent as it was registered; empty where it is not known.'],
    ['statistic_cells', 'rollup', 'Level, grain and attributes,
  by the number that src/modules/statistics/rollups.ts gives them.'],
    ['statistic_cells', 'basis', 'Which day of the ticket it is counted by.'],
    ['statistic_cells', 'bucket', 'The day, or the first day of the month.'],
    ['statistic_cells', 'met', 'Of limits: those that were met; of duties to supervise: those that were fulfilled.'],
    ['exports', 'conditions', 'What was asked for, worked out at the request: every part is read by it.'],
    ['exports', 'steps', 'How many tries were done; the next job names this number, so that none is done twice.'],
    ['exports', 'reached_at', 'The receipt of the last ticket that was read,
  with its id the place from which the next part goes on.'],
    ['export_parts', 'start', 'The place of its first byte in the file.'],
    ['reports', 'content', 'The document in JSON, byte for byte as it was sent, with its questions,
  answers and definitions.'],
    ['reports', 'digest', 'SHA-256 of the content in hexadecimal; null while it is a draft.'],
    ['reports', 'region', 'The bureau whose region it is about: history.'],
    ['report_templates', 'is_in_force', 'False once the bureau has gone back to what is in force above it.']]
  LOOP
    EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', note[1], note[2], note[3]);
  END LOOP;
END
$$;
