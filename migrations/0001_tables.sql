CREATE TABLE "dictionary_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"dictionary" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"name_chinese" text NOT NULL,
	"name_english" text NOT NULL,
	"kinds" text[] DEFAULT '{}' NOT NULL,
	"line" text COLLATE "C",
	"regime" text COLLATE "C",
	"article" text,
	"needs_explanation" boolean DEFAULT false NOT NULL,
	"position" smallint DEFAULT 0 NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
ALTER TABLE "dictionary_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_client_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"client" uuid NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "api_client_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_clients" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outside_issuers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"issuer" text COLLATE "C" NOT NULL,
	"jwks_url" text NOT NULL,
	"audience" text NOT NULL,
	"login_claim" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "outside_issuers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"login" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"staff_number" text,
	"locked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "revoked_tokens" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "revoked_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_holdings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"person" uuid NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"withdrawn_at" timestamp (3) with time zone,
	"granted_by" uuid,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_holdings_validity" CHECK ("role_holdings"."valid_to" IS NULL OR "role_holdings"."valid_to" > "role_holdings"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "role_holdings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bureau_periods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"parent" text COLLATE "C",
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "bureau_periods_validity" CHECK ("bureau_periods"."valid_to" IS NULL OR "bureau_periods"."valid_to" > "bureau_periods"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "bureau_periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bureaus" (
	"code" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"mark" text NOT NULL,
	"parent" text COLLATE "C",
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"line" text COLLATE "C",
	"valid_from" date NOT NULL,
	"valid_to" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bureaus_code" CHECK ("bureaus"."code" ~ '^[0-9A-Z]{6}(-[0-9A-Z]{1,12})?$'),
	CONSTRAINT "bureaus_kind" CHECK ("bureaus"."kind" IN ('AUTHORITY', 'CENTRE', 'DEPARTMENT', 'STREET_OFFICE')),
	CONSTRAINT "bureaus_level" CHECK ("bureaus"."level" IN ('NATION', 'PROVINCE', 'CITY', 'COUNTY', 'STREET'))
);
--> statement-breakpoint
ALTER TABLE "bureaus" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "coverages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"division" text COLLATE "C" NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "coverages_validity" CHECK ("coverages"."valid_to" IS NULL OR "coverages"."valid_to" > "coverages"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "coverages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "divisions" (
	"code" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"parent" text COLLATE "C",
	"level" text COLLATE "C" NOT NULL,
	"is_zone" boolean DEFAULT false NOT NULL,
	"province" text COLLATE "C",
	"city" text COLLATE "C",
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "divisions_level" CHECK ("divisions"."level" IN ('NATION', 'PROVINCE', 'CITY', 'COUNTY')),
	CONSTRAINT "divisions_validity" CHECK ("divisions"."valid_to" IS NULL OR "divisions"."valid_to" > "divisions"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "divisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reorganisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"effective_on" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"plan" jsonb NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"applied_at" timestamp (3) with time zone,
	CONSTRAINT "reorganisations_kind" CHECK ("reorganisations"."kind" IN ('RENAME', 'MOVE', 'MERGE', 'SPLIT')),
	CONSTRAINT "reorganisations_state" CHECK ("reorganisations"."state" IN ('PLANNED', 'APPLIED', 'CANCELLED'))
);
--> statement-breakpoint
ALTER TABLE "reorganisations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"person" uuid,
	"client" uuid,
	"action" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"subject_version" integer,
	"request_id" text COLLATE "C" NOT NULL,
	"detail" jsonb NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "audit_entries_province_id_pk" PRIMARY KEY("province","id")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox_events" (
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"subject_version" integer,
	"line" text COLLATE "C",
	"payload" jsonb NOT NULL,
	CONSTRAINT "outbox_events_transaction_id_pk" PRIMARY KEY("transaction","id")
);
--> statement-breakpoint
ALTER TABLE "outbox_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"bureau" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"input_hash" text COLLATE "C" NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_bureau_key_pk" PRIMARY KEY("bureau","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "number_series" (
	"bureau" text COLLATE "C" NOT NULL,
	"year" smallint NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"next" integer NOT NULL,
	CONSTRAINT "number_series_bureau_year_kind_pk" PRIMARY KEY("bureau","year","kind")
);
--> statement-breakpoint
ALTER TABLE "number_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "number_slots" (
	"bureau" text COLLATE "C" NOT NULL,
	"year" smallint NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "number_slots_bureau_year_kind_number_pk" PRIMARY KEY("bureau","year","kind","number")
);
--> statement-breakpoint
ALTER TABLE "number_slots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dispatches" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"sequence" smallint NOT NULL,
	"from_bureau" text COLLATE "C" NOT NULL,
	"to_bureau" text COLLATE "C" NOT NULL,
	"dispatched_at" timestamp (3) with time zone NOT NULL,
	"competence" text COLLATE "C" NOT NULL,
	"returned_at" timestamp (3) with time zone,
	"return_reason" text COLLATE "C",
	CONSTRAINT "dispatches_province_ticket_id_sequence_pk" PRIMARY KEY("province","ticket_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "dispatches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_contacts" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "ticket_contacts_province_ticket_id_pk" PRIMARY KEY("province","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_details" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"facts" text NOT NULL,
	"request" text,
	"respondent_address" text,
	"respondent_credit_code" text COLLATE "C",
	"jurisdiction_facts" jsonb NOT NULL,
	"answer" text,
	"search_text" text NOT NULL,
	"grams" text[] NOT NULL,
	CONSTRAINT "ticket_details_province_ticket_id_pk" PRIMARY KEY("province","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_details" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "timeline_entries" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"verb" text COLLATE "C" NOT NULL,
	"from_state" text COLLATE "C",
	"to_state" text COLLATE "C" NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"person" uuid,
	"client" uuid,
	"detail" jsonb NOT NULL,
	"remark" text,
	CONSTRAINT "timeline_entries_province_ticket_id_sequence_pk" PRIMARY KEY("province","ticket_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "timeline_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tickets" (
	"province" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"regime" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"holder" text COLLATE "C" NOT NULL,
	"intake_city" text COLLATE "C",
	"intake_county" text COLLATE "C",
	"intake_bureau" text COLLATE "C" NOT NULL,
	"previous_city" text COLLATE "C",
	"previous_county" text COLLATE "C",
	"previous_holder" text COLLATE "C",
	"intake_city_away" text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN intake_city IS DISTINCT FROM city THEN intake_city END) STORED,
	"intake_county_away" text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN intake_county IS DISTINCT FROM county THEN intake_county END) STORED,
	"previous_city_away" text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN previous_city IS DISTINCT FROM city THEN previous_city END) STORED,
	"previous_county_away" text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN previous_county IS DISTINCT FROM county THEN previous_county END) STORED,
	"owner_at_dispatch" text COLLATE "C",
	"channel" text COLLATE "C" NOT NULL,
	"issue_class" text COLLATE "C" NOT NULL,
	"goods_class" text COLLATE "C",
	"topics" text[] DEFAULT '{}' NOT NULL,
	"line" text COLLATE "C",
	"contact_name_masked" text,
	"contact_phone_masked" text,
	"is_anonymous" boolean DEFAULT false NOT NULL,
	"respondent_name" text,
	"division" text COLLATE "C",
	"division_city" text COLLATE "C",
	"division_province" text COLLATE "C",
	"locality" text COLLATE "C" NOT NULL,
	"is_for_tracing" boolean DEFAULT false NOT NULL,
	"linked_ticket" uuid,
	"duplicate_of" uuid,
	"registered_by" uuid,
	"handler" uuid,
	"received_at" timestamp (3) with time zone NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"dispatched_at" timestamp (3) with time zone,
	"competent_received_at" timestamp (3) with time zone,
	"signed_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"feedback_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"due_on" date DEFAULT 'infinity' NOT NULL,
	"due_limit" text COLLATE "C",
	"disputed_amount" bigint,
	"recovered_loss" bigint,
	"fine_amount" bigint,
	"confiscated_amount" bigint,
	"settlement_method" text COLLATE "C",
	"refusal_ground" text COLLATE "C",
	"termination_ground" text COLLATE "C",
	"case_number" text,
	CONSTRAINT "tickets_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "tickets_kind" CHECK (kind IN ('CONSULTATION', 'COMPLAINT', 'REPORT')),
	CONSTRAINT "tickets_regime" CHECK (regime IN ('ORDER_20', 'ORDER_121')),
	CONSTRAINT "tickets_amounts" CHECK (coalesce(disputed_amount, 0) >= 0 AND coalesce(recovered_loss, 0) >= 0
      AND coalesce(fine_amount, 0) >= 0 AND coalesce(confiscated_amount, 0) >= 0)
);
--> statement-breakpoint
ALTER TABLE "tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_client_secrets" ADD CONSTRAINT "api_client_secrets_client_api_clients_id_fk" FOREIGN KEY ("client") REFERENCES "public"."api_clients"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_issuers" ADD CONSTRAINT "outside_issuers_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holdings" ADD CONSTRAINT "role_holdings_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holdings" ADD CONSTRAINT "role_holdings_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bureau_periods" ADD CONSTRAINT "bureau_periods_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bureau_periods" ADD CONSTRAINT "bureau_periods_parent_bureaus_code_fk" FOREIGN KEY ("parent") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bureaus" ADD CONSTRAINT "bureaus_parent_bureaus_code_fk" FOREIGN KEY ("parent") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverages" ADD CONSTRAINT "coverages_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverages" ADD CONSTRAINT "coverages_division_divisions_code_fk" FOREIGN KEY ("division") REFERENCES "public"."divisions"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "divisions" ADD CONSTRAINT "divisions_parent_divisions_code_fk" FOREIGN KEY ("parent") REFERENCES "public"."divisions"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatches" ADD CONSTRAINT "dispatches_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_contacts" ADD CONSTRAINT "ticket_contacts_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_details" ADD CONSTRAINT "ticket_details_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timeline_entries" ADD CONSTRAINT "timeline_entries_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_holder_bureaus_code_fk" FOREIGN KEY ("holder") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_intake_bureau_bureaus_code_fk" FOREIGN KEY ("intake_bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dictionary_entries_code" ON "dictionary_entries" USING btree ("dictionary","code","bureau");--> statement-breakpoint
CREATE INDEX "dictionary_entries_bureau" ON "dictionary_entries" USING btree ("bureau");--> statement-breakpoint
CREATE INDEX "api_client_secrets_client" ON "api_client_secrets" USING btree ("client");--> statement-breakpoint
CREATE INDEX "api_clients_province" ON "api_clients" USING btree ("province","id");--> statement-breakpoint
CREATE INDEX "api_clients_city" ON "api_clients" USING btree ("city","id");--> statement-breakpoint
CREATE INDEX "api_clients_county" ON "api_clients" USING btree ("county","id");--> statement-breakpoint
CREATE INDEX "api_clients_bureau" ON "api_clients" USING btree ("bureau","id");--> statement-breakpoint
CREATE UNIQUE INDEX "outside_issuers_issuer" ON "outside_issuers" USING btree ("issuer") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE INDEX "outside_issuers_bureau" ON "outside_issuers" USING btree ("bureau");--> statement-breakpoint
CREATE UNIQUE INDEX "people_login" ON "people" USING btree ("login");--> statement-breakpoint
CREATE INDEX "people_province" ON "people" USING btree ("province","id");--> statement-breakpoint
CREATE INDEX "people_city" ON "people" USING btree ("city","id");--> statement-breakpoint
CREATE INDEX "people_county" ON "people" USING btree ("county","id");--> statement-breakpoint
CREATE INDEX "people_bureau" ON "people" USING btree ("bureau","id");--> statement-breakpoint
CREATE INDEX "revoked_tokens_expiry" ON "revoked_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "role_holdings_once" ON "role_holdings" USING btree ("person","role","bureau") WHERE withdrawn_at IS NULL;--> statement-breakpoint
CREATE INDEX "role_holdings_bureau" ON "role_holdings" USING btree ("bureau","role");--> statement-breakpoint
CREATE UNIQUE INDEX "bureau_periods_start" ON "bureau_periods" USING btree ("bureau","valid_from");--> statement-breakpoint
CREATE INDEX "bureau_periods_parent" ON "bureau_periods" USING btree ("parent","valid_from");--> statement-breakpoint
CREATE INDEX "bureaus_parent" ON "bureaus" USING btree ("parent","code");--> statement-breakpoint
CREATE INDEX "bureaus_name" ON "bureaus" USING btree ("name");--> statement-breakpoint
CREATE INDEX "bureaus_province" ON "bureaus" USING btree ("province","code");--> statement-breakpoint
CREATE UNIQUE INDEX "coverages_start" ON "coverages" USING btree ("division","valid_from");--> statement-breakpoint
CREATE INDEX "coverages_bureau" ON "coverages" USING btree ("bureau","valid_from");--> statement-breakpoint
CREATE INDEX "divisions_parent" ON "divisions" USING btree ("parent","code");--> statement-breakpoint
CREATE INDEX "divisions_name" ON "divisions" USING btree ("name");--> statement-breakpoint
CREATE INDEX "reorganisations_due" ON "reorganisations" USING btree ("effective_on") WHERE state = 'PLANNED';--> statement-breakpoint
CREATE INDEX "reorganisations_province" ON "reorganisations" USING btree ("province","id");--> statement-breakpoint
CREATE INDEX "audit_entries_nation" ON "audit_entries" USING btree ("at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entries_province" ON "audit_entries" USING btree ("province","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entries_city" ON "audit_entries" USING btree ("city","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entries_county" ON "audit_entries" USING btree ("county","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entries_bureau" ON "audit_entries" USING btree ("bureau","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entries_person" ON "audit_entries" USING btree ("person","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "dispatches_to" ON "dispatches" USING btree ("to_bureau","dispatched_at");--> statement-breakpoint
CREATE INDEX "ticket_details_grams" ON "ticket_details" USING gin ("province","grams");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_number" ON "tickets" USING btree ("number","intake_bureau");--> statement-breakpoint
CREATE INDEX "tickets_nation_received" ON "tickets" USING btree ("received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_province_received" ON "tickets" USING btree ("province","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_city_received" ON "tickets" USING btree ("city","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_county_received" ON "tickets" USING btree ("county","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_holder_received" ON "tickets" USING btree ("holder","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_intake_received" ON "tickets" USING btree ("intake_bureau","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_previous_holder" ON "tickets" USING btree ("previous_holder","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_intake_city_away" ON "tickets" USING btree ("intake_city_away","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "intake_city_away" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_intake_county_away" ON "tickets" USING btree ("intake_county_away","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "intake_county_away" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_previous_city_away" ON "tickets" USING btree ("previous_city_away","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "previous_city_away" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_previous_county_away" ON "tickets" USING btree ("previous_county_away","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "previous_county_away" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_nation_due" ON "tickets" USING btree ("due_on","id") WHERE due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_province_due" ON "tickets" USING btree ("province","due_on","id") WHERE due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_city_due" ON "tickets" USING btree ("city","due_on","id") WHERE due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_county_due" ON "tickets" USING btree ("county","due_on","id") WHERE due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_holder_due" ON "tickets" USING btree ("holder","due_on","id") WHERE due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_nation_open" ON "tickets" USING btree ("received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE state NOT IN ('CLOSED', 'ARCHIVED');--> statement-breakpoint
CREATE INDEX "tickets_province_open" ON "tickets" USING btree ("province","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE state NOT IN ('CLOSED', 'ARCHIVED');--> statement-breakpoint
CREATE INDEX "tickets_city_open" ON "tickets" USING btree ("city","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE state NOT IN ('CLOSED', 'ARCHIVED');--> statement-breakpoint
CREATE INDEX "tickets_county_open" ON "tickets" USING btree ("county","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE state NOT IN ('CLOSED', 'ARCHIVED');--> statement-breakpoint
CREATE INDEX "tickets_holder_waiting" ON "tickets" USING btree ("holder","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE state <> 'ARCHIVED';--> statement-breakpoint
CREATE INDEX "tickets_line_nation" ON "tickets" USING btree ("line","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_line_province" ON "tickets" USING btree ("province","line","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_line_city" ON "tickets" USING btree ("city","line","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_line_county" ON "tickets" USING btree ("county","line","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE line IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_line_due" ON "tickets" USING btree ("line","due_on","id") WHERE line IS NOT NULL AND due_on < 'infinity';--> statement-breakpoint
CREATE INDEX "tickets_class" ON "tickets" USING btree ("issue_class","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_division" ON "tickets" USING btree ("division","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_division_city" ON "tickets" USING btree ("division_city","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tickets_not_local" ON "tickets" USING btree ("locality","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE locality <> 'WITHIN_REACH';--> statement-breakpoint
CREATE INDEX "tickets_for_tracing" ON "tickets" USING btree ("province","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE is_for_tracing;--> statement-breakpoint
CREATE POLICY "in_force_below" ON "dictionary_entries" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "dictionary_entries" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "api_client_secrets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "api_clients" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "outside_issuers" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "people" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "revoked_tokens" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "role_holdings" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "public_reference" ON "bureau_periods" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (true);--> statement-breakpoint
CREATE POLICY "system" ON "bureau_periods" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "public_reference" ON "bureaus" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (true);--> statement-breakpoint
CREATE POLICY "system" ON "bureaus" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "public_reference" ON "coverages" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (true);--> statement-breakpoint
CREATE POLICY "system" ON "coverages" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "public_reference" ON "divisions" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (true);--> statement-breakpoint
CREATE POLICY "system" ON "divisions" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "reorganisations" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "audit_entries" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "audit_entries" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "bureau" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "bureau" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "outbox_events" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "number_series" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "number_series" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "number_slots" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "number_slots" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "dispatches" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = dispatches.province AND tickets.id = dispatches.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = dispatches.province AND tickets.id = dispatches.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "dispatches" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_contacts" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_contacts.province AND tickets.id = ticket_contacts.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_contacts.province AND tickets.id = ticket_contacts.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_contacts" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_details" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_details.province AND tickets.id = ticket_details.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_details.province AND tickets.id = ticket_details.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_details" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "timeline_entries" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = timeline_entries.province AND tickets.id = timeline_entries.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = timeline_entries.province AND tickets.id = timeline_entries.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "timeline_entries" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "tickets" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("intake_bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region') OR "intake_city" = current_setting('app.region') OR "previous_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region') OR "intake_county" = current_setting('app.region') OR "previous_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("line" = current_setting('app.line') OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING (("province" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING (("city" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING (("county" = current_setting('app.region') AND "line" = current_setting('app.line')) OR "holder" = current_setting('app.bureau') OR "intake_bureau" = current_setting('app.bureau') OR "previous_holder" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "tickets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);