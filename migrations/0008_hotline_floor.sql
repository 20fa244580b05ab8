CREATE TABLE "attachments" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"part" text COLLATE "C" NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"added_bureau" text COLLATE "C" NOT NULL,
	"added_by" uuid,
	"client" uuid,
	"added_at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text COLLATE "C",
	"input_hash" text COLLATE "C",
	"announced_bytes" bigint NOT NULL,
	"announced_sha256" text COLLATE "C",
	"expires_at" timestamp (3) with time zone NOT NULL,
	"object_key" text COLLATE "C",
	"bytes" bigint,
	"sha256" text COLLATE "C",
	"stored_sha256" text COLLATE "C",
	"stored_at" timestamp (3) with time zone,
	"scan" text COLLATE "C",
	"scan_due" timestamp (3) with time zone,
	"scan_tries" smallint DEFAULT 0 NOT NULL,
	"scanned_at" timestamp (3) with time zone,
	"scan_finding" text,
	"duplicate_of" uuid,
	"handed_from" uuid,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"removal_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "attachments_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id"),
	CONSTRAINT "attachments_part" CHECK ("attachments"."part" IN ('FACTS', 'HANDLING', 'ANSWER', 'FEEDBACK')),
	CONSTRAINT "attachments_state" CHECK ("attachments"."state" IN ('AWAITED', 'STORED', 'DUPLICATE', 'REMOVED')),
	CONSTRAINT "attachments_scan" CHECK ("attachments"."scan" IS NULL OR "attachments"."scan" IN ('UNSCANNED', 'PENDING', 'CLEAN', 'INFECTED', 'FAILED')),
	CONSTRAINT "attachments_stored" CHECK (state <> 'STORED' OR (sha256 IS NOT NULL AND scan IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "attachments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_cells" (
	"rollup" smallint NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"bucket" date NOT NULL,
	"weekday" smallint NOT NULL,
	"hour" smallint NOT NULL,
	"queue" text COLLATE "C" NOT NULL,
	"operator_number" text COLLATE "C" NOT NULL,
	"offered" integer NOT NULL,
	"answered" integer NOT NULL,
	"answered_soon" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"transferred" integer NOT NULL,
	CONSTRAINT "call_cells_key" UNIQUE NULLS NOT DISTINCT("rollup","bureau","bucket","weekday","hour","queue","operator_number","province","city","county")
);
--> statement-breakpoint
ALTER TABLE "call_cells" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_deltas" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"queue" text COLLATE "C" NOT NULL,
	"operator_number" text COLLATE "C" NOT NULL,
	"offered" integer NOT NULL,
	"answered" integer NOT NULL,
	"answered_soon" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"transferred" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_deltas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_tickets" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"call_province" text COLLATE "C" NOT NULL,
	"call" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"linked_by" uuid,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	CONSTRAINT "call_tickets_province_ticket_id_call_pk" PRIMARY KEY("province","ticket_id","call")
);
--> statement-breakpoint
ALTER TABLE "call_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calls" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"call_id" text COLLATE "C" NOT NULL,
	"revision" bigint NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"waiting_seconds" integer,
	"talking_seconds" integer,
	"transferred_to" text,
	"queue" text,
	"operator_number" text COLLATE "C",
	"operator" uuid,
	"caller_digest" text COLLATE "C",
	"caller_masked" text,
	"key_id" text COLLATE "C",
	"sealed" "bytea",
	"caller_dropped_at" timestamp (3) with time zone,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"offered_on" date GENERATED ALWAYS AS ((offered_at AT TIME ZONE 'Asia/Shanghai')::date) STORED NOT NULL,
	"offered_hour" smallint GENERATED ALWAYS AS (extract(hour FROM offered_at AT TIME ZONE 'Asia/Shanghai')::smallint) STORED NOT NULL,
	"weekday" smallint GENERATED ALWAYS AS (extract(isodow FROM offered_at AT TIME ZONE 'Asia/Shanghai')::smallint) STORED NOT NULL,
	CONSTRAINT "calls_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "calls_outcome" CHECK (CASE "calls"."outcome"
        WHEN 'WAITING' THEN "calls"."answered_at" IS NULL AND "calls"."ended_at" IS NULL
        WHEN 'TALKING' THEN "calls"."answered_at" IS NOT NULL AND "calls"."ended_at" IS NULL
        WHEN 'ANSWERED' THEN "calls"."answered_at" IS NOT NULL AND "calls"."ended_at" IS NOT NULL
        WHEN 'ABANDONED' THEN "calls"."answered_at" IS NULL AND "calls"."ended_at" IS NOT NULL
        WHEN 'TRANSFERRED' THEN "calls"."ended_at" IS NOT NULL
        ELSE "calls"."outcome" = 'VOID' END),
	CONSTRAINT "calls_seconds" CHECK ("calls"."waiting_seconds" >= 0 AND "calls"."talking_seconds" >= 0),
	CONSTRAINT "calls_sealed" CHECK (("calls"."sealed" IS NULL) = ("calls"."key_id" IS NULL)),
	CONSTRAINT "calls_caller_dropped" CHECK ("calls"."caller_dropped_at" IS NULL OR "calls"."caller_masked" IS NULL)
);
--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seats" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"operator_number" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"operator" uuid,
	"reported_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "seats_bureau_operator_number_pk" PRIMARY KEY("bureau","operator_number"),
	CONSTRAINT "seats_state" CHECK ("seats"."state" IN ('READY', 'TALKING', 'AFTER_CALL', 'BREAK', 'OFF'))
);
--> statement-breakpoint
ALTER TABLE "seats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "corrections" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"asker" text COLLATE "C" NOT NULL,
	"fields" text[] NOT NULL,
	"reason" text NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "corrections_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id"),
	CONSTRAINT "corrections_state" CHECK ("corrections"."state" IN ('REQUESTED', 'MADE', 'REFUSED', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_likeness" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"goods_class" text COLLATE "C",
	"division" text COLLATE "C",
	"phone" text COLLATE "C",
	"identity" text COLLATE "C",
	"person" text COLLATE "C",
	"address" text COLLATE "C",
	"respondent_code" text COLLATE "C",
	"respondent_name" text COLLATE "C",
	"band1" integer,
	"band2" integer,
	"band3" integer,
	"band4" integer,
	"band5" integer,
	CONSTRAINT "ticket_likeness_province_ticket_id_pk" PRIMARY KEY("province","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_likeness" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "duty_notices" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"cause" text COLLATE "C" NOT NULL,
	"sender" text COLLATE "C" NOT NULL,
	"sender_city" text COLLATE "C",
	"sender_county" text COLLATE "C",
	"ticket_province" text COLLATE "C",
	"ticket_id" uuid,
	"order_id" uuid,
	"dispatch_position" bigint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"stage" text COLLATE "C" NOT NULL,
	"addressees" uuid[] NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "duty_notices_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "duty_notices_cause" CHECK ("duty_notices"."cause" IN ('DISPATCHED', 'DESIGNATED', 'RETURNED', 'REFERRED', 'HANDED_OVER', 'REOPENED', 'SUPERVISED')),
	CONSTRAINT "duty_notices_subject" CHECK (CASE WHEN "duty_notices"."cause" = 'SUPERVISED' THEN "duty_notices"."order_id" IS NOT NULL AND "duty_notices"."ticket_id" IS NULL
        ELSE "duty_notices"."order_id" IS NULL AND "duty_notices"."ticket_id" IS NOT NULL AND "duty_notices"."ticket_province" IS NOT NULL END),
	CONSTRAINT "duty_notices_state" CHECK ("duty_notices"."state" IN ('OPEN', 'ACKNOWLEDGED', 'OVER')),
	CONSTRAINT "duty_notices_stage" CHECK ("duty_notices"."stage" IN ('ON_DUTY', 'LEADER', 'HEAD', 'SENDER'))
);
--> statement-breakpoint
ALTER TABLE "duty_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "duty_watermarks" (
	"region" text COLLATE "C" PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "duty_watermarks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "emergencies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"declaring_bureau" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date,
	"reason" text NOT NULL,
	"topic" text COLLATE "C",
	"is_all_seats" boolean NOT NULL,
	"is_around_the_clock" boolean NOT NULL,
	"declared_at" timestamp (3) with time zone NOT NULL,
	"declared_by" uuid,
	"announcement" integer DEFAULT 1 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"ended_on" date,
	"closing_words" text,
	"next_report_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "emergencies_level" CHECK ("emergencies"."level" IN ('I', 'II', 'III', 'IV')),
	CONSTRAINT "emergencies_days" CHECK ("emergencies"."last_day" IS NULL OR "emergencies"."last_day" >= "emergencies"."first_day"),
	CONSTRAINT "emergencies_end" CHECK (("emergencies"."ended_at" IS NULL) = ("emergencies"."ended_on" IS NULL))
);
--> statement-breakpoint
ALTER TABLE "emergencies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "emergency_acknowledgements" (
	"emergency" uuid NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"announcement" integer NOT NULL,
	"acknowledged_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_by" uuid,
	CONSTRAINT "emergency_acknowledgements_emergency_bureau_pk" PRIMARY KEY("emergency","bureau")
);
--> statement-breakpoint
ALTER TABLE "emergency_acknowledgements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "emergency_announcements" (
	"province" text COLLATE "C" NOT NULL,
	"emergency" uuid NOT NULL,
	"announcement" integer NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"last_day" date,
	"is_all_seats" boolean NOT NULL,
	"is_around_the_clock" boolean NOT NULL,
	"announced_at" timestamp (3) with time zone NOT NULL,
	"announced_by" uuid,
	CONSTRAINT "emergency_announcements_emergency_announcement_pk" PRIMARY KEY("emergency","announcement")
);
--> statement-breakpoint
ALTER TABLE "emergency_announcements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_chunks" (
	"province" text COLLATE "C" NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"rows" integer NOT NULL,
	"first_row" integer NOT NULL,
	"last_row" integer NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"round" integer DEFAULT 0 NOT NULL,
	"good" integer DEFAULT 0 NOT NULL,
	"bad" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"written" integer DEFAULT 0 NOT NULL,
	"kept" integer DEFAULT 0 NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb NOT NULL,
	"marks" "bytea",
	"repeated_rows" integer[] NOT NULL,
	"contradictory_rows" integer[] NOT NULL,
	CONSTRAINT "import_chunks_province_import_id_number_pk" PRIMARY KEY("province","import_id","number")
);
--> statement-breakpoint
ALTER TABLE "import_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "import_mappings_province_id_pk" PRIMARY KEY("province","id")
);
--> statement-breakpoint
ALTER TABLE "import_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_problems" (
	"province" text COLLATE "C" NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"position" smallint NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"field" text COLLATE "C",
	"column" text,
	"value" text,
	CONSTRAINT "import_problems_province_import_id_row_position_pk" PRIMARY KEY("province","import_id","row","position")
);
--> statement-breakpoint
ALTER TABLE "import_problems" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imported_tickets" (
	"bureau" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	CONSTRAINT "imported_tickets_bureau_key_pk" PRIMARY KEY("bureau","key")
);
--> statement-breakpoint
ALTER TABLE "imported_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"idempotency_key" text COLLATE "C" NOT NULL,
	"file_name" text NOT NULL,
	"format" text COLLATE "C" NOT NULL,
	"bytes" bigint NOT NULL,
	"header_row" smallint NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"failure" text COLLATE "C",
	"failed_row" integer,
	"requested_by" uuid,
	"client" uuid,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"object_key" text COLLATE "C",
	"sha256" text COLLATE "C",
	"encoding" text COLLATE "C",
	"is_counted_from_1904" boolean DEFAULT false NOT NULL,
	"columns" text[] NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"leased_by" uuid,
	"leased_until" timestamp (3) with time zone,
	"round" integer DEFAULT 0 NOT NULL,
	"rules" jsonb,
	"mapping_name" text,
	"mapping_version" integer,
	"mode" text COLLATE "C",
	"ends_as" text COLLATE "C",
	"good_rows" integer DEFAULT 0 NOT NULL,
	"bad_rows" integer DEFAULT 0 NOT NULL,
	"known_rows" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb NOT NULL,
	"tickets_written" integer DEFAULT 0 NOT NULL,
	"tickets_kept" integer DEFAULT 0 NOT NULL,
	"uploaded_at" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"progressed_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"keeps_chunks" boolean DEFAULT false NOT NULL,
	CONSTRAINT "imports_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "imports_format" CHECK ("imports"."format" IN ('XLSX', 'CSV', 'JSONL')),
	CONSTRAINT "imports_state" CHECK ("imports"."state" IN ('AWAITING_FILE', 'READING', 'READ', 'CHECKING', 'CHECKED', 'RUNNING', 'TAKING_BACK', 'DONE',
        'FAILED', 'CANCELLED')),
	CONSTRAINT "imports_mode" CHECK ("imports"."mode" IN ('ALL_OR_NOTHING', 'GOOD_ROWS'))
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_search_rows" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"article_number" smallint,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"issue_classes" text[] NOT NULL,
	"head" text NOT NULL,
	"body" text NOT NULL,
	"initials" text NOT NULL,
	"spelling" text NOT NULL,
	"grams" integer[] NOT NULL,
	CONSTRAINT "knowledge_search_rows_document_id_number_pk" PRIMARY KEY("document_id","number")
);
--> statement-breakpoint
ALTER TABLE "knowledge_search_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_documents" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C",
	"law_id" uuid,
	"article_number" smallint,
	"sort_key" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"published" integer,
	"last_published" integer,
	"in_use_since" integer,
	"draft" integer,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"withdrawal_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "knowledge_documents_kind" CHECK (CASE "knowledge_documents"."kind"
        WHEN 'LAW' THEN "knowledge_documents"."code" IS NOT NULL AND "knowledge_documents"."law_id" IS NULL
        WHEN 'LAW_ARTICLE' THEN "knowledge_documents"."law_id" IS NOT NULL AND "knowledge_documents"."article_number" > 0
        ELSE "knowledge_documents"."kind" IN ('QUESTION', 'REPLY_TEMPLATE', 'DIRECTION') AND "knowledge_documents"."code" IS NULL AND "knowledge_documents"."law_id" IS NULL END),
	CONSTRAINT "knowledge_documents_state" CHECK (CASE "knowledge_documents"."state"
        WHEN 'PUBLISHED' THEN "knowledge_documents"."published" IS NOT NULL AND "knowledge_documents"."published" = "knowledge_documents"."last_published"
        WHEN 'WITHDRAWN' THEN "knowledge_documents"."published" IS NULL AND "knowledge_documents"."last_published" IS NOT NULL AND "knowledge_documents"."withdrawn_at" IS NOT NULL
        WHEN 'DISCARDED' THEN "knowledge_documents"."last_published" IS NULL AND "knowledge_documents"."draft" IS NULL
        ELSE "knowledge_documents"."state" IN ('DRAFT', 'IN_REVIEW') AND "knowledge_documents"."last_published" IS NULL AND "knowledge_documents"."draft" IS NOT NULL END)
);
--> statement-breakpoint
ALTER TABLE "knowledge_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_references" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cited" uuid NOT NULL,
	"cited_number" integer NOT NULL,
	"checked_number" integer NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"checked_by" uuid,
	CONSTRAINT "knowledge_references_document_id_number_cited_pk" PRIMARY KEY("document_id","number","cited")
);
--> statement-breakpoint
ALTER TABLE "knowledge_references" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_versions" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"keywords" text[] NOT NULL,
	"source" text,
	"issue_classes" text[] NOT NULL,
	"topics" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"cited" text[] NOT NULL,
	"matter" text COLLATE "C",
	"division" text COLLATE "C",
	"organisation" text,
	"telephone" text,
	"hours" text,
	"change_note" text,
	"authors" uuid[] NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"written_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"submitted_by" uuid,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	"return_reason" text,
	"shipped_digest" text COLLATE "C",
	CONSTRAINT "knowledge_versions_document_id_number_pk" PRIMARY KEY("document_id","number"),
	CONSTRAINT "knowledge_versions_state" CHECK ("knowledge_versions"."state" IN ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'DISCARDED')),
	CONSTRAINT "knowledge_versions_published" CHECK (("knowledge_versions"."state" = 'PUBLISHED') = ("knowledge_versions"."published_at" IS NOT NULL)),
	CONSTRAINT "knowledge_versions_days" CHECK ("knowledge_versions"."valid_to" IS NULL OR "knowledge_versions"."valid_to" > "knowledge_versions"."valid_from"),
	CONSTRAINT "knowledge_versions_direction" CHECK (("knowledge_versions"."kind" = 'DIRECTION') = ("knowledge_versions"."matter" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "knowledge_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_citations" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"document_id" uuid NOT NULL,
	"version_number" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"title" text NOT NULL,
	"was_in_force" boolean NOT NULL,
	"cited_at" timestamp (3) with time zone NOT NULL,
	"cited_by" uuid,
	CONSTRAINT "ticket_citations_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticket_citations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_links" (
	"province" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"other_ticket" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"remark" text,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"bureau" text COLLATE "C" NOT NULL,
	"person" uuid,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "ticket_links_province_ticket_id_id_pk" PRIMARY KEY("province","ticket_id","id"),
	CONSTRAINT "ticket_links_kind" CHECK ("ticket_links"."kind" IN ('SAME_MATTER', 'MASS_CLAIM', 'RELATED')),
	CONSTRAINT "ticket_links_two" CHECK ("ticket_links"."ticket_id" <> "ticket_links"."other_ticket")
);
--> statement-breakpoint
ALTER TABLE "ticket_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposals" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"input_hash" text NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"issue_class" text COLLATE "C",
	"words" text NOT NULL,
	"contact_name_masked" text,
	"contact_phone_masked" text,
	"key_id" text COLLATE "C",
	"sealed" "bytea",
	"state" text COLLATE "C" NOT NULL,
	"holder" text COLLATE "C" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"registered_by" uuid,
	"reported_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reply" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "proposals_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "proposals_state" CHECK ("proposals"."state" IN ('RECEIVED', 'REPORTED', 'ADOPTED', 'NOTED'))
);
--> statement-breakpoint
ALTER TABLE "proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "entry_checks" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"ticket_id" uuid NOT NULL,
	"operator" uuid,
	"entered_on" date NOT NULL,
	"findings" jsonb NOT NULL,
	CONSTRAINT "entry_checks_province_ticket_id_pk" PRIMARY KEY("province","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "entry_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "entry_rules" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"ticket_kind" text COLLATE "C" NOT NULL,
	"issue_class" text COLLATE "C" NOT NULL,
	"effect" text COLLATE "C" NOT NULL,
	"least" smallint,
	"words" text[],
	"fields" text[],
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "entry_rules_effect" CHECK ("entry_rules"."effect" IN ('OFF', 'WARN', 'BLOCK', 'INHERITED'))
);
--> statement-breakpoint
ALTER TABLE "entry_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "leaves" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"person" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"remark" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "leaves_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "leaves_days" CHECK ("leaves"."last_day" >= "leaves"."first_day"),
	CONSTRAINT "leaves_kind" CHECK ("leaves"."kind" IN ('ANNUAL', 'SICK', 'PERSONAL', 'OFFICIAL', 'OTHER')),
	CONSTRAINT "leaves_state" CHECK ("leaves"."state" IN ('ASKED', 'APPROVED', 'REFUSED', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "leaves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shift_swaps" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"asker" uuid NOT NULL,
	"asked" uuid NOT NULL,
	"given" uuid NOT NULL,
	"taken" uuid,
	"state" text COLLATE "C" NOT NULL,
	"remark" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shift_swaps_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "shift_swaps_state" CHECK ("shift_swaps"."state" IN ('ASKED', 'AGREED', 'APPROVED', 'REFUSED', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "shift_swaps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roster_changes" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid,
	"verb" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"shift_code" text COLLATE "C" NOT NULL,
	"person" uuid NOT NULL,
	"reason" text,
	CONSTRAINT "roster_changes_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "roster_changes_verb" CHECK ("roster_changes"."verb" IN ('ASSIGNED', 'UNASSIGNED', 'SWAPPED', 'ON_LEAVE', 'BACK_FROM_LEAVE'))
);
--> statement-breakpoint
ALTER TABLE "roster_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roster_publications" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid,
	CONSTRAINT "roster_publications_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "roster_publications_days" CHECK ("roster_publications"."last_day" >= "roster_publications"."first_day")
);
--> statement-breakpoint
ALTER TABLE "roster_publications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roster_rules" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"least_rest_minutes" smallint NOT NULL,
	"most_week_hours" smallint NOT NULL,
	"is_refused" boolean NOT NULL,
	"acknowledge_minutes" smallint NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid,
	"version" integer NOT NULL,
	CONSTRAINT "roster_rules_bureau_pk" PRIMARY KEY("bureau"),
	CONSTRAINT "roster_rules_rest" CHECK ("roster_rules"."least_rest_minutes" BETWEEN 0 AND 1440),
	CONSTRAINT "roster_rules_week" CHECK ("roster_rules"."most_week_hours" BETWEEN 8 AND 168),
	CONSTRAINT "roster_rules_acknowledge" CHECK ("roster_rules"."acknowledge_minutes" BETWEEN 1 AND 240)
);
--> statement-breakpoint
ALTER TABLE "roster_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shift_assignments" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"person" uuid NOT NULL,
	"shift_code" text COLLATE "C" NOT NULL,
	"shift_name" text NOT NULL,
	"day" date NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"break_minutes" smallint NOT NULL,
	"is_leader" boolean NOT NULL,
	"published_at" timestamp (3) with time zone,
	"leave" uuid,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shift_assignments_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "shift_assignments_length" CHECK ("shift_assignments"."ends_at" > "shift_assignments"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "shift_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shifts" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"id" uuid NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"start_minute" smallint NOT NULL,
	"length_minutes" smallint NOT NULL,
	"break_minutes" smallint NOT NULL,
	"weekdays" smallint[] NOT NULL,
	"on_working_days" boolean NOT NULL,
	"on_holidays" boolean NOT NULL,
	"planned_heads" smallint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shifts_province_id_pk" PRIMARY KEY("province","id"),
	CONSTRAINT "shifts_start" CHECK ("shifts"."start_minute" BETWEEN 0 AND 1439),
	CONSTRAINT "shifts_length" CHECK ("shifts"."length_minutes" BETWEEN 1 AND 1440),
	CONSTRAINT "shifts_break" CHECK ("shifts"."break_minutes" BETWEEN 0 AND "shifts"."length_minutes" - 1),
	CONSTRAINT "shifts_validity" CHECK ("shifts"."valid_to" IS NULL OR "shifts"."valid_to" > "shifts"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "shifts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "staffing_rules" (
	"province" text COLLATE "C" NOT NULL,
	"city" text COLLATE "C",
	"county" text COLLATE "C",
	"bureau" text COLLATE "C" NOT NULL,
	"target_percent" smallint NOT NULL,
	"target_seconds" smallint NOT NULL,
	"after_call_seconds" smallint NOT NULL,
	"shrinkage_percent" smallint NOT NULL,
	"seats" smallint,
	"set_by" uuid,
	"set_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "staffing_rules_bureau_pk" PRIMARY KEY("bureau"),
	CONSTRAINT "staffing_rules_target" CHECK ("staffing_rules"."target_percent" BETWEEN 1 AND 99 AND "staffing_rules"."target_seconds" BETWEEN 1 AND 600),
	CONSTRAINT "staffing_rules_after_call" CHECK ("staffing_rules"."after_call_seconds" BETWEEN 0 AND 1800),
	CONSTRAINT "staffing_rules_shrinkage" CHECK ("staffing_rules"."shrinkage_percent" BETWEEN 0 AND 80),
	CONSTRAINT "staffing_rules_seats" CHECK ("staffing_rules"."seats" BETWEEN 1 AND 5000)
);
--> statement-breakpoint
ALTER TABLE "staffing_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "work_telephone" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "emergency" uuid;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "files_due" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_tickets" ADD CONSTRAINT "call_tickets_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_tickets" ADD CONSTRAINT "call_tickets_call_province_call_calls_province_id_fk" FOREIGN KEY ("call_province","call") REFERENCES "public"."calls"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_likeness" ADD CONSTRAINT "ticket_likeness_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_notices" ADD CONSTRAINT "duty_notices_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_notices" ADD CONSTRAINT "duty_notices_ticket_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("ticket_province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_notices" ADD CONSTRAINT "duty_notices_province_order_id_supervision_orders_province_id_fk" FOREIGN KEY ("province","order_id") REFERENCES "public"."supervision_orders"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_acknowledgements" ADD CONSTRAINT "emergency_acknowledgements_emergency_emergencies_id_fk" FOREIGN KEY ("emergency") REFERENCES "public"."emergencies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emergency_announcements" ADD CONSTRAINT "emergency_announcements_emergency_emergencies_id_fk" FOREIGN KEY ("emergency") REFERENCES "public"."emergencies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_province_import_id_imports_province_id_fk" FOREIGN KEY ("province","import_id") REFERENCES "public"."imports"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_problems" ADD CONSTRAINT "import_problems_province_import_id_imports_province_id_fk" FOREIGN KEY ("province","import_id") REFERENCES "public"."imports"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_tickets" ADD CONSTRAINT "imported_tickets_province_import_id_imports_province_id_fk" FOREIGN KEY ("province","import_id") REFERENCES "public"."imports"("province","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_search_rows" ADD CONSTRAINT "knowledge_search_rows_document_id_knowledge_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."knowledge_documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_documents" ADD CONSTRAINT "knowledge_documents_law_id_knowledge_documents_id_fk" FOREIGN KEY ("law_id") REFERENCES "public"."knowledge_documents"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_references" ADD CONSTRAINT "knowledge_references_document_id_number_knowledge_versions_document_id_number_fk" FOREIGN KEY ("document_id","number") REFERENCES "public"."knowledge_versions"("document_id","number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_references" ADD CONSTRAINT "knowledge_references_cited_cited_number_knowledge_versions_document_id_number_fk" FOREIGN KEY ("cited","cited_number") REFERENCES "public"."knowledge_versions"("document_id","number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_versions" ADD CONSTRAINT "knowledge_versions_document_id_knowledge_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."knowledge_documents"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_citations" ADD CONSTRAINT "ticket_citations_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_citations" ADD CONSTRAINT "ticket_citations_document_id_version_number_knowledge_versions_document_id_number_fk" FOREIGN KEY ("document_id","version_number") REFERENCES "public"."knowledge_versions"("document_id","number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_checks" ADD CONSTRAINT "entry_checks_province_ticket_id_tickets_province_id_fk" FOREIGN KEY ("province","ticket_id") REFERENCES "public"."tickets"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_rules" ADD CONSTRAINT "entry_rules_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_province_given_shift_assignments_province_id_fk" FOREIGN KEY ("province","given") REFERENCES "public"."shift_assignments"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_swaps" ADD CONSTRAINT "shift_swaps_province_taken_shift_assignments_province_id_fk" FOREIGN KEY ("province","taken") REFERENCES "public"."shift_assignments"("province","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_changes" ADD CONSTRAINT "roster_changes_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_publications" ADD CONSTRAINT "roster_publications_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_rules" ADD CONSTRAINT "roster_rules_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_assignments" ADD CONSTRAINT "shift_assignments_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_assignments" ADD CONSTRAINT "shift_assignments_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staffing_rules" ADD CONSTRAINT "staffing_rules_bureau_bureaus_code_fk" FOREIGN KEY ("bureau") REFERENCES "public"."bureaus"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_content" ON "attachments" USING btree ("province","ticket_id","sha256") WHERE state = 'STORED';--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_key" ON "attachments" USING btree ("province","ticket_id","added_bureau","idempotency_key") WHERE idempotency_key IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_handed" ON "attachments" USING btree ("province","ticket_id","handed_from") WHERE handed_from IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_object" ON "attachments" USING btree ("object_key") WHERE object_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_awaited" ON "attachments" USING btree ("expires_at") WHERE state IN ('AWAITED', 'DUPLICATE');--> statement-breakpoint
CREATE INDEX "attachments_scanned" ON "attachments" USING btree ("scan_due") WHERE scan_due IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_left" ON "attachments" USING btree ("removed_at") WHERE object_key IS NOT NULL AND (state = 'REMOVED' OR scan = 'INFECTED');--> statement-breakpoint
CREATE INDEX "call_cells_province" ON "call_cells" USING btree ("rollup","province","bucket");--> statement-breakpoint
CREATE INDEX "call_cells_city" ON "call_cells" USING btree ("rollup","city","bucket") WHERE city IS NOT NULL;--> statement-breakpoint
CREATE INDEX "call_cells_county" ON "call_cells" USING btree ("rollup","county","bucket") WHERE county IS NOT NULL;--> statement-breakpoint
CREATE INDEX "call_tickets_call" ON "call_tickets" USING btree ("call_province","call");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_of_source" ON "calls" USING btree ("bureau","source","call_id");--> statement-breakpoint
CREATE INDEX "calls_nation_offered" ON "calls" USING btree ("offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "calls_province_offered" ON "calls" USING btree ("province","offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "calls_city_offered" ON "calls" USING btree ("city","offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE city IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_county_offered" ON "calls" USING btree ("county","offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE county IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_bureau_offered" ON "calls" USING btree ("bureau","offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "calls_operator_offered" ON "calls" USING btree ("bureau","operator_number","offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE operator_number IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_caller" ON "calls" USING btree ("caller_digest","offered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE caller_digest IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_caller_kept" ON "calls" USING btree ("offered_on") WHERE caller_masked IS NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_under_way" ON "calls" USING btree ("bureau","offered_at") WHERE outcome IN ('WAITING', 'TALKING');--> statement-breakpoint
CREATE INDEX "seats_province" ON "seats" USING btree ("province");--> statement-breakpoint
CREATE INDEX "seats_city" ON "seats" USING btree ("city");--> statement-breakpoint
CREATE INDEX "seats_county" ON "seats" USING btree ("county");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_open" ON "corrections" USING btree ("province","ticket_id") WHERE state = 'REQUESTED';--> statement-breakpoint
CREATE INDEX "corrections_bureau" ON "corrections" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "corrections_asker" ON "corrections" USING btree ("asker","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ticket_likeness_received" ON "ticket_likeness" USING btree ("province","received_at");--> statement-breakpoint
CREATE INDEX "ticket_likeness_phone" ON "ticket_likeness" USING btree ("province","phone","received_at" DESC NULLS FIRST) WHERE "phone" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_identity" ON "ticket_likeness" USING btree ("province","identity","received_at" DESC NULLS FIRST) WHERE "identity" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_person" ON "ticket_likeness" USING btree ("province","person","received_at" DESC NULLS FIRST) WHERE "person" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_address" ON "ticket_likeness" USING btree ("province","address","received_at" DESC NULLS FIRST) WHERE "address" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_respondent_code" ON "ticket_likeness" USING btree ("province","respondent_code","received_at" DESC NULLS FIRST) WHERE "respondent_code" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_respondent_name" ON "ticket_likeness" USING btree ("province","respondent_name","received_at" DESC NULLS FIRST) WHERE "respondent_name" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_band1" ON "ticket_likeness" USING btree ("province","band1","received_at" DESC NULLS FIRST) WHERE "band1" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_band2" ON "ticket_likeness" USING btree ("province","band2","received_at" DESC NULLS FIRST) WHERE "band2" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_band3" ON "ticket_likeness" USING btree ("province","band3","received_at" DESC NULLS FIRST) WHERE "band3" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_band4" ON "ticket_likeness" USING btree ("province","band4","received_at" DESC NULLS FIRST) WHERE "band4" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_likeness_band5" ON "ticket_likeness" USING btree ("province","band5","received_at" DESC NULLS FIRST) WHERE "band5" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "duty_notices_ticket" ON "duty_notices" USING btree ("ticket_province","ticket_id");--> statement-breakpoint
CREATE INDEX "duty_notices_order" ON "duty_notices" USING btree ("province","order_id");--> statement-breakpoint
CREATE INDEX "duty_notices_bureau" ON "duty_notices" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "duty_notices_sender" ON "duty_notices" USING btree ("sender","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "duty_notices_due" ON "duty_notices" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "duty_notices_dispatch" ON "duty_notices" USING btree ("dispatch_position","province");--> statement-breakpoint
CREATE UNIQUE INDEX "emergencies_one_open" ON "emergencies" USING btree ("bureau") WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX "emergencies_open" ON "emergencies" USING btree ("last_day") WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX "emergencies_next_report" ON "emergencies" USING btree ("next_report_on") WHERE next_report_on IS NOT NULL;--> statement-breakpoint
CREATE INDEX "emergencies_province" ON "emergencies" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "emergencies_city" ON "emergencies" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "emergencies_county" ON "emergencies" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "emergencies_bureau" ON "emergencies" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "import_mappings_versions" ON "import_mappings" USING btree ("bureau","name","version");--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_current" ON "import_mappings" USING btree ("bureau","name") WHERE ended_at IS NULL;--> statement-breakpoint
CREATE INDEX "import_problems_code" ON "import_problems" USING btree ("province","import_id","code","row","position");--> statement-breakpoint
CREATE INDEX "imported_tickets_import" ON "imported_tickets" USING btree ("province","import_id","row");--> statement-breakpoint
CREATE INDEX "imports_bureau" ON "imports" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "imports_key" ON "imports" USING btree ("bureau","idempotency_key");--> statement-breakpoint
CREATE INDEX "imports_reading" ON "imports" USING btree ("leased_until") WHERE state = 'READING';--> statement-breakpoint
CREATE INDEX "imports_progress" ON "imports" USING btree ("progressed_at") WHERE state NOT IN ('DONE', 'FAILED', 'CANCELLED');--> statement-breakpoint
CREATE INDEX "imports_left" ON "imports" USING btree ("id") WHERE keeps_chunks AND state IN ('DONE', 'FAILED', 'CANCELLED');--> statement-breakpoint
CREATE INDEX "imports_objects" ON "imports" USING btree ("object_key") WHERE object_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX "knowledge_search_rows_grams" ON "knowledge_search_rows" USING gin ("bureau","grams") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "knowledge_documents_sort" ON "knowledge_documents" USING btree ("sort_key","id");--> statement-breakpoint
CREATE INDEX "knowledge_documents_bureau" ON "knowledge_documents" USING btree ("bureau","sort_key","id");--> statement-breakpoint
CREATE INDEX "knowledge_documents_province" ON "knowledge_documents" USING btree ("province","sort_key","id");--> statement-breakpoint
CREATE INDEX "knowledge_documents_city" ON "knowledge_documents" USING btree ("city","sort_key","id") WHERE city IS NOT NULL;--> statement-breakpoint
CREATE INDEX "knowledge_documents_county" ON "knowledge_documents" USING btree ("county","sort_key","id") WHERE county IS NOT NULL;--> statement-breakpoint
CREATE INDEX "knowledge_documents_code" ON "knowledge_documents" USING btree ("code","bureau") WHERE code IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_documents_article" ON "knowledge_documents" USING btree ("law_id","article_number");--> statement-breakpoint
CREATE INDEX "knowledge_references_cited" ON "knowledge_references" USING btree ("cited","cited_number");--> statement-breakpoint
CREATE INDEX "knowledge_references_bureau" ON "knowledge_references" USING btree ("bureau");--> statement-breakpoint
CREATE INDEX "knowledge_versions_classes" ON "knowledge_versions" USING gin ("issue_classes");--> statement-breakpoint
CREATE INDEX "knowledge_versions_topics" ON "knowledge_versions" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "knowledge_versions_direction" ON "knowledge_versions" USING btree ("division","matter") WHERE matter IS NOT NULL;--> statement-breakpoint
CREATE INDEX "ticket_citations_version" ON "ticket_citations" USING btree ("document_id","version_number");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_links_pair" ON "ticket_links" USING btree ("province","ticket_id","other_ticket") WHERE removed_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_key" ON "proposals" USING btree ("bureau","idempotency_key");--> statement-breakpoint
CREATE INDEX "proposals_nation" ON "proposals" USING btree ("id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_province" ON "proposals" USING btree ("province","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_city" ON "proposals" USING btree ("city","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_county" ON "proposals" USING btree ("county","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_bureau" ON "proposals" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_holder" ON "proposals" USING btree ("holder","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_of_state" ON "proposals" USING btree ("state","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_received" ON "proposals" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "entry_checks_day" ON "entry_checks" USING btree ("bureau","entered_on","operator");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_rules_same" ON "entry_rules" USING btree ("bureau","rule","ticket_kind","issue_class");--> statement-breakpoint
CREATE INDEX "leaves_bureau" ON "leaves" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leaves_person" ON "leaves" USING btree ("person","last_day");--> statement-breakpoint
CREATE INDEX "shift_swaps_bureau" ON "shift_swaps" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "shift_swaps_given" ON "shift_swaps" USING btree ("province","given");--> statement-breakpoint
CREATE INDEX "shift_swaps_taken" ON "shift_swaps" USING btree ("province","taken");--> statement-breakpoint
CREATE UNIQUE INDEX "shift_swaps_open" ON "shift_swaps" USING btree ("given") WHERE state IN ('ASKED', 'AGREED');--> statement-breakpoint
CREATE INDEX "roster_changes_bureau" ON "roster_changes" USING btree ("bureau","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "roster_publications_bureau" ON "roster_publications" USING btree ("bureau","last_day");--> statement-breakpoint
CREATE INDEX "shift_assignments_person" ON "shift_assignments" USING btree ("person","starts_at");--> statement-breakpoint
CREATE INDEX "shift_assignments_bureau" ON "shift_assignments" USING btree ("bureau","day");--> statement-breakpoint
CREATE INDEX "shifts_bureau" ON "shifts" USING btree ("bureau","code","valid_from");--> statement-breakpoint
CREATE INDEX "staffing_rules_province" ON "staffing_rules" USING btree ("province");--> statement-breakpoint
CREATE INDEX "staffing_rules_city" ON "staffing_rules" USING btree ("city");--> statement-breakpoint
CREATE INDEX "staffing_rules_county" ON "staffing_rules" USING btree ("county");--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_emergency_emergencies_id_fk" FOREIGN KEY ("emergency") REFERENCES "public"."emergencies"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_emergency" ON "reports" USING btree ("emergency","kind","last_day");--> statement-breakpoint
CREATE INDEX "tickets_merged" ON "tickets" USING btree ("province","merged_into") WHERE merged_into IS NOT NULL;--> statement-breakpoint
CREATE INDEX "handovers_files" ON "handovers" USING btree ("files_due") WHERE files_due IS NOT NULL;--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "attachments" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("added_bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "attachments" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = attachments.province AND tickets.id = attachments.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = attachments.province AND tickets.id = attachments.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "attachments" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "call_cells" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "call_deltas" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "call_deltas" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_call" ON "call_tickets" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM calls WHERE calls.province = call_tickets.call_province AND calls.id = call_tickets.call)) WITH CHECK (EXISTS (SELECT 1 FROM calls WHERE calls.province = call_tickets.call_province AND calls.id = call_tickets.call));--> statement-breakpoint
CREATE POLICY "system" ON "call_tickets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "calls" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "calls" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "seats" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "seats" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "corrections" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("asker" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "corrections" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = corrections.province AND tickets.id = corrections.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = corrections.province AND tickets.id = corrections.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "corrections" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_likeness" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_likeness.province AND tickets.id = ticket_likeness.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_likeness.province AND tickets.id = ticket_likeness.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_likeness" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_nation" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region') OR "sender_city" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region') OR "sender_county" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau') OR "sender" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau') OR "sender" = current_setting('app.bureau')) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau') OR "sender" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau') OR "sender" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau') OR "sender" = current_setting('app.bureau')) WITH CHECK ("province" = current_setting('app.province'));--> statement-breakpoint
CREATE POLICY "system" ON "duty_notices" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "duty_watermarks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "in_force_below" ON "emergencies" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "emergencies" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau') OR "bureau" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "emergencies" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "emergency_acknowledgements" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau') OR "bureau" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "emergency_acknowledgements" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "emergency_announcements" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK (EXISTS (SELECT 1 FROM emergencies WHERE emergencies.province = emergency_announcements.province AND emergencies.id = emergency_announcements.emergency AND emergencies.bureau IN (current_setting('app.bureau'), current_setting('app.region'))));--> statement-breakpoint
CREATE POLICY "sight_of_emergency" ON "emergency_announcements" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM emergencies WHERE emergencies.province = emergency_announcements.province AND emergencies.id = emergency_announcements.emergency)) WITH CHECK (EXISTS (SELECT 1 FROM emergencies WHERE emergencies.province = emergency_announcements.province AND emergencies.id = emergency_announcements.emergency));--> statement-breakpoint
CREATE POLICY "system" ON "emergency_announcements" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "import_chunks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "import_mappings" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "import_mappings" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "seen_with_its_import" ON "import_problems" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (EXISTS (SELECT 1 FROM imports WHERE imports.province = import_problems.province AND imports.id = import_problems.import_id));--> statement-breakpoint
CREATE POLICY "system" ON "import_problems" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "imported_tickets" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "imported_tickets" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "imports" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "imports" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "knowledge_search_rows" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "drafts_are_own" ON "knowledge_documents" AS RESTRICTIVE FOR ALL TO "lianxin_api" USING (state NOT IN ('DRAFT', 'IN_REVIEW', 'DISCARDED') OR bureau = current_setting('app.bureau') OR bureau = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "in_force_below" ON "knowledge_documents" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "knowledge_documents" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK (bureau = current_setting('app.bureau') OR bureau = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "knowledge_documents" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "in_force_below" ON "knowledge_references" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "knowledge_references" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK (bureau = current_setting('app.bureau') OR bureau = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "knowledge_references" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "published_stays" ON "knowledge_versions" AS RESTRICTIVE FOR UPDATE TO "lianxin_api" USING (state IN ('DRAFT', 'IN_REVIEW')) WITH CHECK (state IN ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'DISCARDED'));--> statement-breakpoint
CREATE POLICY "drafts_are_own" ON "knowledge_versions" AS RESTRICTIVE FOR ALL TO "lianxin_api" USING (state NOT IN ('DRAFT', 'IN_REVIEW', 'DISCARDED') OR bureau = current_setting('app.bureau') OR bureau = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "in_force_below" ON "knowledge_versions" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (bureau = ANY (string_to_array(current_setting('app.path'), ',')));--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "knowledge_versions" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK (bureau = current_setting('app.bureau') OR bureau = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "knowledge_versions" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_citations" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_citations.province AND tickets.id = ticket_citations.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_citations.province AND tickets.id = ticket_citations.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_citations" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_of_ticket" ON "ticket_links" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_links.province AND tickets.id = ticket_links.ticket_id)) WITH CHECK (EXISTS (SELECT 1 FROM tickets WHERE tickets.province = ticket_links.province AND tickets.id = ticket_links.ticket_id));--> statement-breakpoint
CREATE POLICY "system" ON "ticket_links" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "proposals" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "proposals" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "entry_checks" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "entry_checks" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "entry_rules" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "entry_rules" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "leaves" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "leaves" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "shift_swaps" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "shift_swaps" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau" ON "roster_changes" AS PERMISSIVE FOR ALL TO "lianxin_api" USING (bureau = current_setting('app.bureau')) WITH CHECK (bureau = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "roster_changes" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "roster_publications" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "roster_publications" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "roster_rules" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "roster_rules" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "shift_assignments" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "shift_assignments" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "shifts" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "shifts" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own_bureau_writes" ON "staffing_rules" AS RESTRICTIVE FOR INSERT TO "lianxin_api" WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight_province" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_province" USING ("province" = current_setting('app.region')) WITH CHECK ("province" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_city" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_city" USING ("city" = current_setting('app.region')) WITH CHECK ("city" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_county" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_county" USING ("county" = current_setting('app.region')) WITH CHECK ("county" = current_setting('app.region'));--> statement-breakpoint
CREATE POLICY "sight_unit" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_unit" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_nation_line" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_nation_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_province_line" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_province_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_city_line" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_city_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "sight_county_line" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_county_line" USING ("bureau" = current_setting('app.bureau')) WITH CHECK ("bureau" = current_setting('app.bureau'));--> statement-breakpoint
CREATE POLICY "system" ON "staffing_rules" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);

--> statement-breakpoint
-- Tables of this migration are bound by their row policies like all others, their owner included.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['corrections', 'ticket_links', 'proposals', 'entry_rules', 'entry_checks',
  'attachments', 'calls', 'call_tickets', 'seats', 'call_deltas', 'call_cells', 'ticket_likeness', 'emergencies',
  'emergency_announcements', 'emergency_acknowledgements', 'imports', 'import_chunks', 'import_problems',
  'import_mappings', 'imported_tickets', 'knowledge_search_rows', 'knowledge_documents', 'knowledge_versions',
  'knowledge_references', 'ticket_citations', 'shifts', 'shift_assignments', 'roster_publications', 'roster_changes',
  'roster_rules', 'shift_swaps', 'leaves', 'duty_notices', 'duty_watermarks', 'staffing_rules']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO lianxin_system', name);
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, answered_by, answered_at, answer, version) ON corrections TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (merged_into) ON tickets TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (removed_at) ON ticket_links TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, holder, reported_at, decided_at, decided_by, reply,
  version) ON proposals TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (effect, least, words, fields, set_by, set_at, version) ON entry_rules TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON entry_checks TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (expires_at, state, scan_due, removed_at, removed_by, removal_reason,
  version) ON attachments TO lianxin_api;
--> statement-breakpoint
-- What a telephone system tells again changes all of a call but its place, its key and when it was recorded first.
GRANT SELECT, INSERT, UPDATE (revision, outcome, offered_at, answered_at, ended_at, waiting_seconds, talking_seconds,
  transferred_to, queue,
  operator_number, operator, caller_digest, caller_masked, key_id, sealed, changed_at) ON calls TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (linked_at, linked_by, removed_at, removed_by) ON call_tickets TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, since, source, operator, reported_at) ON seats TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON call_deltas TO lianxin_api;
--> statement-breakpoint
GRANT SELECT ON call_cells TO lianxin_api;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE call_deltas_id_seq TO lianxin_api, lianxin_system;
--> statement-breakpoint
-- A fold changes counters, which are in no index: with some room in each page the row stays where it is.
ALTER TABLE call_cells SET (fillfactor = 80);
--> statement-breakpoint
-- Deltas come and go: without early cleaning every reader would pass over those that are gone.
ALTER TABLE call_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
--> statement-breakpoint
-- The deltas are what every change of calls leaves behind, whoever makes it and however many rows it has: sums by statement.
-- Calls that count as they did leave none.
CREATE FUNCTION keep_call_deltas() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO call_deltas (province, city, county, bureau, day, hour, queue, operator_number, offered, answered,
  answered_soon, abandoned, transferred)
    SELECT province, city, county, bureau, day, hour, queue, operator_number, sum(sign),
  coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL), 0),
      coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL AND waiting_seconds <= 15), 0),
      coalesce(sum(sign) FILTER (WHERE outcome = 'ABANDONED'), 0),
      coalesce(sum(sign) FILTER (WHERE outcome = 'TRANSFERRED'), 0)
    FROM (SELECT province, city, county, bureau, offered_on AS day, offered_hour AS hour, coalesce(queue, '') AS queue,
        coalesce(operator_number, '') AS operator_number, 1 AS sign, answered_at, waiting_seconds, outcome
        FROM calls_after WHERE outcome <> 'VOID') AS changed
    GROUP BY province, city, county, bureau, day, hour, queue, operator_number
    HAVING sum(sign) <> 0 OR coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL AND waiting_seconds <= 15), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE outcome = 'ABANDONED'), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE outcome = 'TRANSFERRED'), 0) <> 0;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO call_deltas (province, city, county, bureau, day, hour, queue, operator_number, offered, answered,
  answered_soon, abandoned, transferred)
    SELECT province, city, county, bureau, day, hour, queue, operator_number, sum(sign),
  coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL), 0),
      coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL AND waiting_seconds <= 15), 0),
      coalesce(sum(sign) FILTER (WHERE outcome = 'ABANDONED'), 0),
      coalesce(sum(sign) FILTER (WHERE outcome = 'TRANSFERRED'), 0)
    FROM (SELECT province, city, county, bureau, offered_on AS day, offered_hour AS hour, coalesce(queue, '') AS queue,
        coalesce(operator_number, '') AS operator_number, -1 AS sign, answered_at, waiting_seconds, outcome
        FROM calls_before WHERE outcome <> 'VOID') AS changed
    GROUP BY province, city, county, bureau, day, hour, queue, operator_number
    HAVING sum(sign) <> 0 OR coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL AND waiting_seconds <= 15), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE outcome = 'ABANDONED'), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE outcome = 'TRANSFERRED'), 0) <> 0;
  ELSE
    INSERT INTO call_deltas (province, city, county, bureau, day, hour, queue, operator_number, offered, answered,
  answered_soon, abandoned, transferred)
    SELECT province, city, county, bureau, day, hour, queue, operator_number, sum(sign),
  coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL), 0),
      coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL AND waiting_seconds <= 15), 0),
      coalesce(sum(sign) FILTER (WHERE outcome = 'ABANDONED'), 0),
      coalesce(sum(sign) FILTER (WHERE outcome = 'TRANSFERRED'), 0)
    FROM (SELECT province, city, county, bureau, offered_on AS day, offered_hour AS hour, coalesce(queue, '') AS queue,
        coalesce(operator_number, '') AS operator_number, -1 AS sign, answered_at, waiting_seconds, outcome
        FROM calls_before WHERE outcome <> 'VOID'
      UNION ALL
      SELECT province, city, county, bureau, offered_on AS day, offered_hour AS hour, coalesce(queue, '') AS queue,
        coalesce(operator_number, '') AS operator_number, 1 AS sign, answered_at, waiting_seconds, outcome
        FROM calls_after WHERE outcome <> 'VOID') AS changed
    GROUP BY province, city, county, bureau, day, hour, queue, operator_number
    HAVING sum(sign) <> 0 OR coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE answered_at IS NOT NULL AND waiting_seconds <= 15), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE outcome = 'ABANDONED'), 0) <> 0
      OR coalesce(sum(sign) FILTER (WHERE outcome = 'TRANSFERRED'), 0) <> 0;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_call_deltas_of_new AFTER INSERT ON calls REFERENCING NEW TABLE AS calls_after
  FOR EACH STATEMENT EXECUTE FUNCTION keep_call_deltas();
--> statement-breakpoint
CREATE TRIGGER keep_call_deltas_of_changed AFTER UPDATE ON calls REFERENCING OLD TABLE AS calls_before NEW TABLE AS calls_after
  FOR EACH STATEMENT EXECUTE FUNCTION keep_call_deltas();
--> statement-breakpoint
CREATE TRIGGER keep_call_deltas_of_deleted AFTER DELETE ON calls REFERENCING OLD TABLE AS calls_before
  FOR EACH STATEMENT EXECUTE FUNCTION keep_call_deltas();
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (goods_class, division, phone, identity, person, address, respondent_code, respondent_name,
  band1, band2, band3, band4, band5)
  ON ticket_likeness TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (level, last_day, announcement, is_all_seats, is_around_the_clock,
    ended_at, ended_by, ended_on, closing_words, next_report_on, version)
  ON emergencies TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON emergency_announcements TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (announcement, acknowledged_at,
  acknowledged_by) ON emergency_acknowledgements TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (state, version, failure, round, rules, mapping_name, mapping_version, mode, ends_as, good_rows, bad_rows,
  known_rows, reasons, tickets_written, started_at, progressed_at, ended_at)
  ON imports TO lianxin_api;
--> statement-breakpoint
GRANT SELECT ON import_problems, imported_tickets TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (ended_at) ON import_mappings TO lianxin_api;
--> statement-breakpoint
-- SECURITY: the platform takes back what an import wrote that may not stay: tickets on which nobody has worked, and their parts with
-- them. The API deletes none.
GRANT DELETE ON tickets TO lianxin_system;
--> statement-breakpoint
-- What PostgreSQL knows of a table comes a minute late. Until then it may check each foreign key to tickets by an index that begins
-- with the province alone, and reads all tickets of it for each row: the first import of a new installation would take hours.
-- SECURITY: it runs as the owner, because nobody else may analyze; it does nothing else, and nothing once there are tickets.
CREATE FUNCTION refresh_ticket_estimates() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public,
  pg_temp AS $$
BEGIN
  IF (SELECT reltuples FROM pg_class WHERE oid = 'tickets'::regclass) < 1000
    AND pg_try_advisory_xact_lock(hashtextextended('estimates of tickets', 0)) THEN
    ANALYZE tickets;
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refresh_ticket_estimates() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION refresh_ticket_estimates() TO lianxin_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, published, last_published, in_use_since, draft, withdrawn_at, withdrawn_by,
  withdrawal_reason,
  changed_at, version) ON knowledge_documents TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, title, body, keywords, source, issue_classes, topics, valid_from, valid_to,
  cited, matter,
  division, organisation, telephone, hours, change_note, authors, written_at, written_by, submitted_at, submitted_by,
  published_at, published_by, return_reason) ON knowledge_versions TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (checked_number, checked_at, checked_by) ON knowledge_references TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON ticket_citations TO lianxin_api;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- One code is in force once, and nobody is in two places at a time, in whichever bureaus.
-- Looked at when a statement ends, so that two people may exchange their shifts in one.
ALTER TABLE shifts ADD CONSTRAINT shifts_once EXCLUDE USING gist (bureau WITH =, code WITH =,
  daterange(valid_from, valid_to) WITH &&) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
ALTER TABLE shift_assignments ADD CONSTRAINT shift_assignments_once EXCLUDE USING gist (person WITH =,
  tstzrange(starts_at, ends_at) WITH &&) WHERE (removed_at IS NULL)
  DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (name, start_minute, length_minutes, break_minutes, weekdays, on_working_days, on_holidays,
  planned_heads, valid_to, set_at, set_by, version) ON shifts TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (person, published_at, leave, removed_at, removed_by,
  version) ON shift_assignments TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON roster_publications, roster_changes TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (least_rest_minutes, most_week_hours, is_refused, acknowledge_minutes, set_at, set_by,
  version) ON roster_rules TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, answered_at, decided_at, decided_by, reason,
  version) ON shift_swaps TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, decided_at, decided_by, reason, version) ON leaves TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, acknowledged_at, acknowledged_by, due_at, version) ON duty_notices TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT,
  UPDATE (target_percent, target_seconds, after_call_seconds, shrinkage_percent, seats, set_by, set_at, version)
  ON staffing_rules TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (work_telephone) ON people TO lianxin_api;
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['corrections', 'Requests to correct what an operator wrote down (更正申请).'],
    ['ticket_links', 'Links between tickets that belong together (关联), a row for each of the two.'],
    ['proposals', 'Suggestions of citizens (意见建议), collected and reported upward.'],
    ['entry_rules', 'How a bureau and those beneath it check entries (录入质量规则), where that is not as shipped.'],
    ['entry_checks', 'How clean each entry was when it was registered (录入质检).'],
    ['attachments', 'Files of tickets (附件): who brought what,
  and whether it may be opened; their contents are in the object store.'],
    ['calls', 'Calls to a hotline (来电), one row for each, as the telephone system told it last.'],
    ['call_tickets', 'Which tickets came of a call (来电工单).'],
    ['seats', 'What each seat of a hotline does now (座席状态), by the number at the desk (工号).'],
    ['call_deltas', 'Changes of calls that are not folded into their rollups yet (来电统计增量): sums of one statement.'],
    ['call_cells', 'The rollups of calls (来电统计汇总): counts by bureau, day or month, hour, queue and operator.'],
    ['ticket_likeness', 'What a ticket is found by when another is like it (查重特征): keyed digests and hashes,
  from which nothing can be read.'],
    ['emergencies', 'Emergencies that authorities and centres declared (应急状态), in force for their regions.'],
    ['emergency_announcements', 'What was announced of each emergency (应急公告): its declaration, and each change.'],
    ['emergency_acknowledgements', 'Which subordinates took note of an emergency above them (应急响应确认).'],
    ['imports', 'Imports of old tickets (历史工单导入) that bureaus prepared: file, mapping, and how far each has come.'],
    ['import_chunks', 'The rows of a file in parts (导入分块), sealed; the API role has no right to them.'],
    ['import_problems', 'What is wrong with rows of a file (导入问题), the value in a form without personal data.'],
    ['import_mappings', 'Mappings that bureaus keep (字段对应), by name and version.'],
    ['imported_tickets', 'Which tickets came from a file (导入工单), by old number or digest, so that none comes twice.'],
    ['knowledge_search_rows', 'What searches of knowledge look through (知识检索): a row for each version in use.'],
    ['knowledge_documents', 'Entries of knowledge (知识条目): laws, articles, questions with answers, reply templates,
  directions.'],
    ['knowledge_versions', 'The versions of entries of knowledge (知识版本); what was published never changes again.'],
    ['knowledge_references', 'Which version of what a published version cites (知识引用).'],
    ['ticket_citations', 'What the answer to a ticket relied on (答复依据), in the version of that moment.'],
    ['shifts', 'The shifts that a bureau defined (班次), each in the versions that were in force one after another.'],
    ['shift_assignments', 'Who is on which shift on which day (排班); what was taken off stays as history.'],
    ['roster_publications', 'The days whose roster a bureau published (排班发布).'],
    ['roster_changes', 'What was changed of a roster after people had been shown it (排班变更记录), by whom and why.'],
    ['roster_rules', 'What a bureau asks of its rosters (排班规则), and how soon a duty notice must be acknowledged.'],
    ['shift_swaps', 'That one person asks another to take a shift of his (换班申请).'],
    ['leaves', 'Leave that somebody asks for (请假), in whole days of duty.'],
    ['duty_notices', 'That a ticket or a supervision order came while an office was closed,
  told to whoever is on duty there (值班通知).'],
    ['duty_watermarks', 'How far the log was read for duty notices (值班通知进度).'],
    ['staffing_rules', 'By what a bureau works its staffing out (排班测算设置); one without a row does it by the standard.']]
  LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', note[1], note[2]);
  END LOOP;
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['corrections', 'bureau', 'The bureau that registered the ticket, and corrects it.'],
    ['tickets', 'merged_into', 'The ticket of the same citizen on the same matter that goes on in its place (并案).'],
    ['ticket_links', 'id', 'The same in both rows of a link.'],
    ['proposals', 'holder', 'The bureau that decides: the one that took it down,
  or the superior to which it was reported last.'],
    ['proposals', 'sealed', 'How to reach the citizen (联系方式), sealed with AES-256-GCM.'],
    ['entry_checks', 'findings', 'The rules that warned, each with its field; never words of the entry.'],
    ['entry_rules', 'ticket_kind', 'Empty for all kinds.'],
    ['attachments', 'file_name', 'As it was given: it may name somebody, and is masked on reading.'],
    ['attachments', 'object_key',
  'The key of the content in the object store; null before it was stored and after it was deleted.'],
    ['attachments', 'sha256', 'Of the file as it was brought, in hexadecimal digits.'],
    ['attachments', 'stored_sha256', 'Of the content that is kept: that of a picture without its metadata.'],
    ['attachments', 'scan_due', 'When a virus scanner looks at it next; null where nothing is to be scanned.'],
    ['attachments', 'handed_from',
  'The attachment of the ticket of another province with whose handing over it came; both name one content.'],
    ['handovers', 'files_due',
  'Of the side that handed over: since when files of its ticket wait to follow it; null where none do.'],
    ['calls', 'revision', 'Which telling of the call it is: a later one wins, in whatever order they come.'],
    ['calls', 'outcome', 'WAITING, TALKING, ANSWERED, ABANDONED, TRANSFERRED, or VOID: taken back, counted nowhere.'],
    ['calls', 'caller_digest', 'A keyed digest of the caller''s number,
  by which it is recognised; nothing can be read from it.'],
    ['calls', 'sealed', 'The caller''s number, sealed with the contact keys (AES-256-GCM).'],
    ['calls', 'offered_on', 'The day in China on which the call came in.'],
    ['calls', 'caller_dropped_at', 'When the caller''s number,
  its digest and its mask were dropped; nothing brings them back.'],
    ['call_tickets', 'call_province', 'The province of the call: that of the ticket, or the nation.'],
    ['call_tickets', 'removed_at', 'When the link was taken away; what it made secret stays so.'],
    ['call_cells', 'rollup', 'Which rollup, by its number in src/modules/statistics/calls/call-rollups.ts.'],
    ['call_cells', 'bucket', 'The day, or the first day of the month.'],
    ['call_cells', 'hour', 'The hour of the day in China; -1 where the rollup is not kept by it.'],
    ['call_cells', 'answered_soon', 'Answered within 15 seconds (GB/T 33358-2016).'],
    ['call_cells', 'weekday', 'From 1, Monday, to 7; 0 where the rollup is not kept by it.'],
    ['ticket_likeness', 'phone', 'Keyed digest of the telephone number; the same as that of a call.'],
    ['ticket_likeness', 'person', 'Keyed digest of name and address together.'],
    ['ticket_likeness', 'band1',
  'Hash of the smallest hashes of the text (MinHash): texts that have much in common share one of the bands at least.'],
    ['emergencies', 'announcement', 'Counts what was announced: the declaration,
  then each change; subordinates acknowledge it.'],
    ['emergencies', 'next_report_on', 'On which day the daily report of the day before is prepared next.'],
    ['reports', 'emergency', 'The emergency for which it was prepared, as its daily report or its summary.'],
    ['imports', 'object_key', 'The name of the file in the object store; the file is deleted when it was read.'],
    ['imports', 'round',
  'Which walk over the chunks is under way or was the last; a job of an earlier one does nothing.'],
    ['imports', 'tickets_kept', 'Tickets that were not taken back, because somebody had worked on them.'],
    ['import_chunks', 'sealed', 'The rows as they were read,
  compressed and sealed with the contact keys (AES-256-GCM).'],
    ['import_chunks', 'marks', 'Keyed digests of the good rows, by which repetitions within the file are found.'],
    ['imported_tickets', 'digest',
  'The keyed digest of the content: a row of the same number that says something else is reported.'],
    ['knowledge_search_rows', 'head', 'Title and keywords in the form that is searched, one a line.'],
    ['knowledge_search_rows', 'initials', 'The initials of the head in pinyin (拼音首字母).'],
    ['knowledge_search_rows', 'grams',
  'By what the entry is found: 32-bit numbers for pairs of characters and the like.'],
    ['knowledge_documents', 'published', 'The number of the version in force; null where none is.'],
    ['knowledge_documents', 'in_use_since', 'The first of the versions in use together,
  each from its first day until the next begins.'],
    ['knowledge_documents', 'sort_key', 'Its place in lists: kinds in their order, articles by law and number.'],
    ['knowledge_versions', 'valid_to', 'The first day on which the text itself is no longer in force.'],
    ['knowledge_versions', 'cited', 'What a draft cites,
  as identifier:version; rows of knowledge_references once it is published.'],
    ['knowledge_versions', 'authors', 'Everybody who wrote in it; none of them publishes it (four eyes).'],
    ['knowledge_versions', 'shipped_digest', 'SHA-256 of what came with a release; null for what a bureau wrote.'],
    ['knowledge_references', 'checked_number',
  'Up to which version of what is cited somebody has checked that the text still fits.'],
    ['ticket_citations', 'title', 'The title of the version, for readers of the ticket who do not see the entry.'],
    ['shifts', 'start_minute', 'In minutes since midnight in China.'],
    ['shifts', 'length_minutes', 'At most a day; the shift may go on into the next day.'],
    ['shift_assignments', 'day', 'The day in China on which the shift begins: leave and rosters count by it.'],
    ['shift_assignments', 'is_leader', 'Whether the person leads the shift (带班), and takes no seat.'],
    ['shift_assignments', 'leave', 'The approved leave on which the person is then.'],
    ['duty_notices', 'cause', 'How it came: dispatched, designated, returned, referred, handed over,
  reopened or supervised.'],
    ['duty_notices', 'stage', 'Whose turn it is: ON_DUTY, LEADER, HEAD, and SENDER where nobody acknowledged.'],
    ['duty_notices', 'order_id', 'The supervision order that came; null where a ticket did.'],
    ['duty_notices', 'dispatch_position', 'The position in the log of the event by which it came,
  so that one event makes one notice.'],
    ['staffing_rules', 'shrinkage_percent',
  'The share of their time for which agents on duty are not at the telephone, breaks not counted.'],
    ['people', 'work_telephone', 'The telephone of the office or of duty (工作电话),
  not a private one: whoever may ask who is on duty reads it.']]
  LOOP
    EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', note[1], note[2], note[3]);
  END LOOP;
END
$$;
