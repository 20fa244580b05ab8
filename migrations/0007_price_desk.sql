CREATE TABLE "event_log" (
	"position" bigint PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"logged_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"transaction" "xid8" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"subject_version" integer,
	"line" text COLLATE "C",
	"payload" jsonb NOT NULL
) PARTITION BY RANGE ("position");
--> statement-breakpoint
ALTER TABLE "event_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_relay" (
	"id" smallint PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"reached" text COLLATE "C",
	"server" text COLLATE "C",
	"oldest" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event_relay" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_witnesses" (
	"position" bigint NOT NULL,
	"ordinal" smallint NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"line" text COLLATE "C",
	CONSTRAINT "event_witnesses_position_ordinal_pk" PRIMARY KEY("position","ordinal")
) PARTITION BY RANGE ("position");
--> statement-breakpoint
ALTER TABLE "event_witnesses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_case_marks" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"desk" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"goods" text COLLATE "C",
	"place" text COLLATE "C",
	"version" integer NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"marked_by" uuid,
	CONSTRAINT "price_case_marks_province_ticket_id_desk_pk" PRIMARY KEY("province","ticket_id","desk"),
	CONSTRAINT "price_case_marks_state" CHECK ("price_case_marks"."state" IN ('NEW', 'KEY', 'DONE'))
);
--> statement-breakpoint
ALTER TABLE "price_case_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_case_notes" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"desk" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"question" uuid,
	"is_open" boolean NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"person" uuid,
	"client" uuid,
	"to_bureau" text COLLATE "C" NOT NULL,
	CONSTRAINT "price_case_notes_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id"),
	CONSTRAINT "price_case_notes_kind" CHECK ("price_case_notes"."kind" IN ('COMMENT', 'QUESTION', 'ANSWER')),
	CONSTRAINT "price_case_notes_question" CHECK (("price_case_notes"."kind" = 'ANSWER') = ("price_case_notes"."question" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "price_case_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_desk_settings" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"digest_hour" smallint,
	"digest_at" timestamp (3) with time zone,
	"words" text[] NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid,
	"version" integer NOT NULL,
	CONSTRAINT "price_desk_settings_bureau_pk" PRIMARY KEY("bureau"),
	CONSTRAINT "price_desk_settings_hour" CHECK ("price_desk_settings"."digest_hour" BETWEEN 0 AND 23)
);
--> statement-breakpoint
ALTER TABLE "price_desk_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_digests" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "price_digests_bureau_day_pk" PRIMARY KEY("bureau","day")
);
--> statement-breakpoint
ALTER TABLE "price_digests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_suggestions" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"line" text COLLATE "C" NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"rules" text[] NOT NULL,
	"topics" text[] NOT NULL,
	"words" jsonb NOT NULL,
	"suggested_at" timestamp (3) with time zone NOT NULL,
	"asked_bureau" text COLLATE "C",
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone,
	"decided_bureau" text COLLATE "C",
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "price_suggestions_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "price_suggestions_line" CHECK ("price_suggestions"."line" = 'PRICE'),
	CONSTRAINT "price_suggestions_direction" CHECK ("price_suggestions"."direction" IN ('INTO', 'OUT_OF')),
	CONSTRAINT "price_suggestions_state" CHECK ("price_suggestions"."state" IN ('OPEN', 'ASKED', 'ACCEPTED', 'REFUSED', 'LAPSED'))
);
--> statement-breakpoint
ALTER TABLE "price_suggestions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "price_watermarks" (
	"region" text COLLATE "C" PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "price_watermarks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "surge_alert_entries" (
	"province" text COLLATE "C" NOT NULL,
	"alert_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"verb" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"count" integer NOT NULL,
	"counties" integer,
	"expected" double precision,
	"upper" double precision,
	"parts" integer NOT NULL,
	"snoozed_until" timestamp (3) with time zone,
	"reason" text COLLATE "C",
	"remark" text,
	"bureau" text COLLATE "C" NOT NULL,
	"person" uuid,
	"client" uuid,
	CONSTRAINT "surge_alert_entries_province_alert_id_sequence_pk" PRIMARY KEY("province","alert_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "surge_alert_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "surge_alerts" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"line" text COLLATE "C",
	"rule" uuid,
	"region" text COLLATE "C" NOT NULL,
	"region_city" text COLLATE "C",
	"region_county" text COLLATE "C",
	"kinds" text[] DEFAULT '{}' NOT NULL,
	"issue_class" text COLLATE "C",
	"goods_class" text COLLATE "C",
	"topic" text COLLATE "C",
	"words" text[] DEFAULT '{}' NOT NULL,
	"sameness" text NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"quiet_since" timestamp (3) with time zone,
	"window_from" timestamp (3) with time zone NOT NULL,
	"window_to" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"counties" integer,
	"expected" double precision,
	"upper" double precision,
	"peak" integer NOT NULL,
	"peak_at" timestamp (3) with time zone NOT NULL,
	"told_count" integer NOT NULL,
	"told_counties" integer,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" uuid,
	"snoozed_until" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"close_reason" text COLLATE "C",
	"raised_province" text COLLATE "C",
	"raised_to" uuid,
	"parts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "surge_alerts_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "surge_alerts_state" CHECK ("surge_alerts"."state" IN ('OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'CLOSED')),
	CONSTRAINT "surge_alerts_raised" CHECK (("surge_alerts"."raised_to" IS NULL) = ("surge_alerts"."raised_province" IS NULL))
);
--> statement-breakpoint
ALTER TABLE "surge_alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "surge_counts" (
	"province" text COLLATE "C" NOT NULL,
	"rule" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"hours" integer[] NOT NULL,
	CONSTRAINT "surge_counts_province_rule_key_day_pk" PRIMARY KEY("province","rule","key","day")
);
--> statement-breakpoint
ALTER TABLE "surge_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "surge_raisings" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"least_places" smallint NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "surge_raisings_bureau_pk" PRIMARY KEY("bureau"),
	CONSTRAINT "surge_raisings_least" CHECK ("surge_raisings"."least_places" BETWEEN 2 AND 50)
);
--> statement-breakpoint
ALTER TABLE "surge_raisings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "surge_rules" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"line" text COLLATE "C",
	"name" text NOT NULL,
	"region" text COLLATE "C" NOT NULL,
	"region_city" text COLLATE "C",
	"region_county" text COLLATE "C",
	"kinds" text[] DEFAULT '{}' NOT NULL,
	"issue_class" text COLLATE "C",
	"goods_class" text COLLATE "C",
	"topic" text COLLATE "C",
	"words" text[] DEFAULT '{}' NOT NULL,
	"grouped_by" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"window_hours" smallint[] NOT NULL,
	"least_count" integer NOT NULL,
	"least_counties" smallint,
	"false_alarms_per_year" double precision,
	"is_on" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid,
	"removed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"look_at" timestamp (3) with time zone,
	"looked_at" timestamp (3) with time zone,
	"known_from" date,
	"counted_until" date,
	CONSTRAINT "surge_rules_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "surge_rules_kind" CHECK (CASE "surge_rules"."kind"
        WHEN 'THRESHOLD' THEN "surge_rules"."least_counties" >= 1 AND "surge_rules"."false_alarms_per_year" IS NULL
          AND cardinality("surge_rules"."window_hours") = 1
        WHEN 'BASELINE' THEN "surge_rules"."false_alarms_per_year" > 0 AND "surge_rules"."least_counties" IS NULL
          AND cardinality("surge_rules"."window_hours") BETWEEN 1 AND 4
        ELSE false END),
	CONSTRAINT "surge_rules_grouped_by" CHECK ("surge_rules"."grouped_by" IN ('WHOLE', 'ISSUE_CLASS', 'GOODS_CLASS', 'TOPIC')),
	CONSTRAINT "surge_rules_count" CHECK ("surge_rules"."least_count" >= 2),
	CONSTRAINT "surge_rules_look" CHECK (("surge_rules"."is_on" AND "surge_rules"."removed_at" IS NULL) = ("surge_rules"."look_at" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "surge_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "surge_watch" (
	"id" smallint PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "surge_watch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"province" text COLLATE "C" NOT NULL,
	"webhook_id" uuid NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" text COLLATE "C" NOT NULL,
	"event_type" text COLLATE "C" NOT NULL,
	"position" bigint,
	"attempt" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"milliseconds" integer NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"status_code" smallint,
	"next_try_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_deliveries_province_webhook_id_number_pk" PRIMARY KEY("province","webhook_id","number")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"province" text COLLATE "C" NOT NULL,
	"webhook_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_secrets_province_webhook_id_id_pk" PRIMARY KEY("province","webhook_id","id")
);
--> statement-breakpoint
ALTER TABLE "webhook_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhooks" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"event_types" text[] NOT NULL,
	"subject_types" text[] NOT NULL,
	"kinds" text[] NOT NULL,
	"lines" text[] NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"pause_reason" text COLLATE "C",
	"paused_at" timestamp (3) with time zone,
	"position" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone,
	"last_try_at" timestamp (3) with time zone,
	"last_success_at" timestamp (3) with time zone,
	"last_outcome" text COLLATE "C",
	"last_milliseconds" integer,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "webhooks_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "webhooks_state" CHECK ("webhooks"."state" IN ('ACTIVE', 'PAUSED', 'REMOVED')),
	CONSTRAINT "webhooks_paused" CHECK (("webhooks"."state" = 'PAUSED') = ("webhooks"."pause_reason" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "webhooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "outbox_events" ADD COLUMN "witnesses" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD COLUMN "through" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "price_case_marks" ADD CONSTRAINT "price_case_marks_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_case_notes" ADD CONSTRAINT "price_case_notes_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_desk_settings" ADD CONSTRAINT "price_desk_settings_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_suggestions" ADD CONSTRAINT "price_suggestions_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surge_alert_entries" ADD CONSTRAINT "surge_alert_entries_province_alert_id_surge_alerts_province_id_fk" FOREIGN KEY ("province","alert_id") REFERENCES "public"."surge_alerts"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surge_alerts" ADD CONSTRAINT "surge_alerts_province_rule_surge_rules_province_id_fk" FOREIGN KEY ("province","rule") REFERENCES "public"."surge_rules"("province","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surge_counts" ADD CONSTRAINT "surge_counts_province_rule_surge_rules_province_id_fk" FOREIGN KEY ("province","rule") REFERENCES "public"."surge_rules"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_province_webhook_id_webhooks_province_id_fk" FOREIGN KEY ("province","webhook_id") REFERENCES "public"."webhooks"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_province_webhook_id_webhooks_province_id_fk" FOREIGN KEY ("province","webhook_id") REFERENCES "public"."webhooks"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_log_province" ON "event_log" USING btree ("province","position");--> statement-breakpoint
CREATE INDEX "event_log_city" ON "event_log" USING btree ("city","position");--> statement-breakpoint
CREATE INDEX "event_log_county" ON "event_log" USING btree ("county","position");--> statement-breakpoint
CREATE INDEX "event_log_bureau" ON "event_log" USING btree ("bureau","position");--> statement-breakpoint
CREATE INDEX "event_log_nation_line" ON "event_log" USING btree ("line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_log_province_line" ON "event_log" USING btree ("province","line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_log_city_line" ON "event_log" USING btree ("city","line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_log_county_line" ON "event_log" USING btree ("county","line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_witnesses_province" ON "event_witnesses" USING btree ("province","position");--> statement-breakpoint
CREATE INDEX "event_witnesses_city" ON "event_witnesses" USING btree ("city","position") WHERE city IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_witnesses_county" ON "event_witnesses" USING btree ("county","position") WHERE county IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_witnesses_bureau" ON "event_witnesses" USING btree ("bureau","position");--> statement-breakpoint
CREATE INDEX "event_witnesses_nation_line" ON "event_witnesses" USING btree ("line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_witnesses_province_line" ON "event_witnesses" USING btree ("province","line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_witnesses_city_line" ON "event_witnesses" USING btree ("city","line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "event_witnesses_county_line" ON "event_witnesses" USING btree ("county","line","position") WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "price_case_marks_state" ON "price_case_marks" USING btree ("desk","state","province","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "price_case_notes_answer" ON "price_case_notes" USING btree ("province","ticket_id","question") WHERE question IS NOT NULL;--> statement-breakpoint
CREATE INDEX "price_case_notes_open" ON "price_case_notes" USING btree ("desk","id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "price_desk_settings_due" ON "price_desk_settings" USING btree ("digest_at") WHERE digest_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "price_suggestions_undecided" ON "price_suggestions" USING btree ("province","ticket_id") WHERE state IN ('OPEN', 'ASKED');--> statement-breakpoint
CREATE INDEX "price_suggestions_ticket" ON "price_suggestions" USING btree ("province","ticket_id","id");--> statement-breakpoint
CREATE INDEX "price_suggestions_nation" ON "price_suggestions" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "price_suggestions_province" ON "price_suggestions" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "price_suggestions_city" ON "price_suggestions" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "price_suggestions_county" ON "price_suggestions" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "price_suggestions_bureau" ON "price_suggestions" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_nation" ON "surge_alerts" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_province" ON "surge_alerts" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_city" ON "surge_alerts" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_county" ON "surge_alerts" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_bureau" ON "surge_alerts" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_rule" ON "surge_alerts" USING btree ("province","rule","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_alerts_parts" ON "surge_alerts" USING btree ("raised_to") WHERE raised_to IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "surge_alerts_one_of_rule" ON "surge_alerts" USING btree ("province","rule","sameness") WHERE rule IS NOT NULL AND state <> 'CLOSED';--> statement-breakpoint
CREATE UNIQUE INDEX "surge_alerts_one_raised" ON "surge_alerts" USING btree ("region","sameness") WHERE rule IS NULL AND state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "surge_alerts_same" ON "surge_alerts" USING btree ("sameness","province") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "surge_raisings_province" ON "surge_raisings" USING btree ("province");--> statement-breakpoint
CREATE INDEX "surge_raisings_city" ON "surge_raisings" USING btree ("city");--> statement-breakpoint
CREATE INDEX "surge_raisings_county" ON "surge_raisings" USING btree ("county");--> statement-breakpoint
CREATE INDEX "surge_rules_province" ON "surge_rules" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_rules_city" ON "surge_rules" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_rules_county" ON "surge_rules" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_rules_bureau" ON "surge_rules" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "surge_rules_look" ON "surge_rules" USING btree ("look_at") WHERE look_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "surge_rules_region" ON "surge_rules" USING btree ("region") WHERE look_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_at" ON "webhook_deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "webhooks_province" ON "webhooks" USING btree ("province","id");--> statement-breakpoint
CREATE INDEX "webhooks_city" ON "webhooks" USING btree ("city","id");--> statement-breakpoint
CREATE INDEX "webhooks_county" ON "webhooks" USING btree ("county","id");--> statement-breakpoint
CREATE INDEX "webhooks_bureau" ON "webhooks" USING btree ("bureau","id");--> statement-breakpoint
CREATE INDEX "webhooks_active" ON "webhooks" USING btree ("id") WHERE state = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "outbox_events_order" ON "outbox_events" USING btree ("id");--> statement-breakpoint
CREATE INDEX "supervision_orders_through" ON "supervision_orders" USING btree ("through","id" DESC NULLS FIRST) WHERE through IS NOT NULL;--> statement-breakpoint
CREATE POLICY "sight_nation" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "event_log" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_witness" ON "event_log" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (EXISTS (SELECT 1 FROM event_witnesses WHERE event_witnesses.position = event_log.position));--> statement-breakpoint
CREATE POLICY "system" ON "event_relay" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "event_witnesses" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "price_case_marks" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (desk = current_setting('app.bureau')) WITH CHECK (desk = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "price_case_marks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "price_case_notes" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = price_case_notes.province AND tickets.id = price_case_notes.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = price_case_notes.province AND tickets.id = price_case_notes.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "price_case_notes" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "price_desk_settings" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "price_desk_settings" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "price_digests" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "price_digests" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "price_suggestions" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "price_watermarks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_alert" ON "surge_alert_entries" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM surge_alerts WHERE surge_alerts.province = surge_alert_entries.province AND surge_alerts.id = surge_alert_entries.alert_id)) WITH CHECK (EXISTS (SELECT 1 FROM surge_alerts WHERE surge_alerts.province = surge_alert_entries.province AND surge_alerts.id = surge_alert_entries.alert_id));--> statement-breakpoint
CREATE POLICY "system" ON "surge_alert_entries" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "surge_alerts" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "surge_counts" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "surge_raisings" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "surge_raisings" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "surge_rules" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "surge_rules" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "surge_watch" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_webhook" ON "webhook_deliveries" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (EXISTS (SELECT 1 FROM webhooks WHERE webhooks.province = webhook_deliveries.province AND webhooks.id = webhook_deliveries.webhook_id));--> statement-breakpoint
CREATE POLICY "system" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_webhook" ON "webhook_secrets" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM webhooks WHERE webhooks.province = webhook_secrets.province AND webhooks.id = webhook_secrets.webhook_id)) WITH CHECK (EXISTS (SELECT 1 FROM webhooks WHERE webhooks.province = webhook_secrets.province AND webhooks.id = webhook_secrets.webhook_id));--> statement-breakpoint
CREATE POLICY "system" ON "webhook_secrets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "webhooks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "sight_unit" ON "supervision_orders" TO lianxin_unit USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau') OR "through" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
ALTER POLICY "sight_nation_line" ON "supervision_orders" TO lianxin_nation_line USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau') OR "through" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "sight_province_line" ON "supervision_orders" TO lianxin_province_line USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau') OR "through" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
ALTER POLICY "sight_city_line" ON "supervision_orders" TO lianxin_city_line USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau') OR "through" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
ALTER POLICY "sight_county_line" ON "supervision_orders" TO lianxin_county_line USING ("issuer" = current_setting('app.bureau') OR "receiver" = current_setting('app.bureau') OR "through" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));
--> statement-breakpoint
-- Before the owner is bound by the row policies.
INSERT INTO event_relay (id, position, oldest) VALUES (1, 0, 1);
--> statement-breakpoint
-- Tables of this migration are bound by their row policies like all others, their owner included.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event_log', 'event_witnesses', 'event_relay', 'price_case_marks', 'price_case_notes',
  'price_suggestions', 'price_desk_settings', 'price_digests', 'price_watermarks', 'surge_rules', 'surge_alerts',
  'surge_alert_entries', 'surge_counts', 'surge_raisings', 'surge_watch', 'webhooks', 'webhook_secrets',
  'webhook_deliveries']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO lianxin_system', name);
  END LOOP;
END
$$;
--> statement-breakpoint
-- The log is written by the relay alone, and never changed.
REVOKE UPDATE, DELETE ON event_log, event_witnesses FROM lianxin_system;
--> statement-breakpoint
GRANT SELECT ON event_log, event_witnesses TO lianxin_api;
--> statement-breakpoint
-- Events come and go: without early cleaning the relay would pass over those that are gone.
ALTER TABLE outbox_events SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
--> statement-breakpoint
-- A segment of the log is a partition of both tables. It is made aside and then attached, which lets others read and write
-- meanwhile. SECURITY: the platform may make and drop segments, and no other table.
CREATE FUNCTION make_event_segment(first bigint, beyond bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  parent text;
  segment text;
BEGIN
  IF first < 1 OR beyond <= first THEN RAISE EXCEPTION 'a segment holds at least one position'; END IF;
  FOREACH parent IN ARRAY ARRAY['event_log', 'event_witnesses']
  LOOP
    segment := format('%s_%s', parent, first);
    CONTINUE WHEN to_regclass(segment) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)', segment,
  parent);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', segment);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', segment);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', segment);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, segment, first, beyond);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE FUNCTION drop_event_segment(first bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  parent text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['event_witnesses', 'event_log']
  LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I', format('%s_%s', parent, first));
  END LOOP;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION make_event_segment(bigint, bigint), drop_event_segment(bigint) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION make_event_segment(bigint, bigint), drop_event_segment(bigint) TO lianxin_system;
--> statement-breakpoint
SELECT make_event_segment(1, 5000001), make_event_segment(5000001, 10000001);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, goods, place, version, marked_at, marked_by) ON price_case_marks TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (is_open) ON price_case_notes TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, asked_bureau, asked_by, asked_at, decided_bureau, decided_by, decided_at, reason,
  version) ON price_suggestions TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (digest_hour, digest_at, words, set_at, set_by,
  version) ON price_desk_settings TO lianxin_api;
--> statement-breakpoint
GRANT SELECT ON price_digests TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (name, line, region, region_city, region_county, kinds, issue_class, goods_class, topic, words, grouped_by,
  kind,
  window_hours, least_count, least_counties, false_alarms_per_year, is_on, changed_at, changed_by, removed_at, version,
  look_at, known_from, counted_until)
  ON surge_rules TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, version, acknowledged_at, acknowledged_by, snoozed_until, quiet_since, closed_at,
  closed_by,
  close_reason, told_count,
  told_counties) ON surge_alerts TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON surge_alert_entries TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (least_places, set_at, set_by, version) ON surge_raisings TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (name, url, event_types, subject_types, kinds, lines, state, pause_reason, paused_at, position, attempts,
    failing_since, next_try_at, version)
  ON webhooks TO lianxin_api;
--> statement-breakpoint
-- SECURITY: the API writes the secrets of webhooks and cannot read them; the platform alone signs.
GRANT SELECT (province, webhook_id, id, created_at, expires_at), INSERT,
  UPDATE (expires_at) ON webhook_secrets TO lianxin_api;
--> statement-breakpoint
GRANT SELECT ON webhook_deliveries TO lianxin_api;
--> statement-breakpoint
-- The rows of webhooks that are busy change with each delivery: room for it on their pages.
ALTER TABLE webhooks SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['outbox_events', 'What the platform will tell others and has not yet (发件箱); ids and codes only.'],
    ['event_log', 'The log of events (事件日志) behind everything that is pushed, in the order of its positions.'],
    ['event_witnesses', 'The other places that an event of the log concerns (知情方).'],
    ['event_relay', 'How far the relay has come (中继进度).'],
    ['price_case_marks', 'How the people of a price desk sorted a price case (价格案件标记): new, key or done.'],
    ['price_case_notes', 'Comments and questions of price desks on cases, and the answers to them (价格案件沟通).'],
    ['price_suggestions', 'That a ticket may be a price case, or may not be one (价格案件建议): by rules,
  decided by a person.'],
    ['price_desk_settings', 'How a price desk works (价格监督台设置): the hour of its digest, and words of its own.'],
    ['price_digests', 'The daily digests of price desks (价格监督日报), one of each desk and day.'],
    ['price_watermarks', 'How far the log was read for suggestions (价格建议进度).'],
    ['surge_rules', 'Rules by which surges are looked for (激增预警规则), each of the bureau that wants to know.'],
    ['surge_alerts', 'Surges (激增预警): one row for one surge, from the hour in which it was noticed to its end.'],
    ['surge_alert_entries', 'What became of each surge (预警过程), step by step.'],
    ['surge_counts', 'How many tickets met a rule in each hour (小时计数): what is expected is learned from it.'],
    ['surge_raisings', 'From how many places on the same surge is told to their superior (升级预警条件).'],
    ['surge_watch', 'How far the events of the log were looked at for surges (预警进度).'],
    ['webhooks', 'Webhooks (事件推送): where events in the sight of a bureau are sent, and how far each has come.'],
    ['webhook_secrets', 'The secrets by which messages of webhooks are signed (签名密钥),
  sealed; the API role cannot read them.'],
    ['webhook_deliveries', 'What became of each try to deliver an event (推送记录),
  kept for 30 days; nothing of what was sent or answered.']]
  LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', note[1], note[2]);
  END LOOP;
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['outbox_events', 'witnesses', 'Other places in whose sight the subject is, or was before the change.'],
    ['event_log', 'position', 'From 1 without a gap: the cursor of subscriptions, webhooks and the query of changes.'],
    ['event_log', 'line', 'The business line of the subject after the change.'],
    ['event_relay', 'reached', 'The snapshot whose visible events are all in the log.'],
    ['price_case_marks', 'desk', 'The code of the bureau whose desk it is: nobody else sees the row.'],
    ['price_case_marks', 'goods', 'A code of GOODS_CLASS where the desk sorts the case otherwise than its ticket.'],
    ['price_suggestions', 'words', 'The words that made it, with their places in the masked text that is searched.'],
    ['price_suggestions', 'asked_bureau',
  'The desk that accepted it and asks whoever holds the ticket to reclassify it.'],
    ['price_digests', 'content', 'Counts and identifiers; respondents by the names that their tickets show.'],
    ['supervision_orders', 'through', 'The department at whose wish its authority issued the order.'],
    ['surge_rules', 'look_at', 'When the counts are looked at next; null while the rule is off.'],
    ['surge_rules', 'counted_until', 'Of a baseline: the day up to which the hours are counted.'],
    ['surge_alerts', 'sameness',
  'What it is about as one text: surges of several places with the same are the same to their superior.'],
    ['surge_alerts', 'told_count', 'The figure that was told last; the alert grows by it.'],
    ['surge_alerts', 'raised_to', 'The alert of the superior that it is a part of.'],
    ['webhooks', 'position', 'The position of the last event that was delivered,
  or that is none for it: its cursor in the log.'],
    ['webhooks', 'leased_by', 'The turn in which it is delivered now; what another turn reports is not taken.'],
    ['webhooks', 'leased_until', 'When the turn is given up for dead; between two turns, when the last one ended.'],
    ['webhooks', 'attempts', 'How often the next event was tried in vain.'],
    ['webhook_secrets', 'sealed', 'The secret as it was shown, sealed with the contact keys (AES-256-GCM).'],
    ['webhook_deliveries', 'message_id', 'The header webhook-id, the same at each try of an event.']]
  LOOP
    EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', note[1], note[2], note[3]);
  END LOOP;
END
$$;
