CREATE TABLE "audit_links" (
	"province" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"entry" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_links_province_position_pk" PRIMARY KEY("province","position")
);
--> statement-breakpoint
ALTER TABLE "audit_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_sealings" (
	"life" integer PRIMARY KEY NOT NULL,
	"server" text COLLATE "C" NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"transaction" "xid8" NOT NULL,
	"entry" uuid NOT NULL,
	"earlier_transaction" "xid8" NOT NULL,
	"earlier_entry" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_sealings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_links_entry" ON "audit_links" USING btree ("province","entry");--> statement-breakpoint
CREATE INDEX "audit_entries_transaction" ON "audit_entries" USING btree ("transaction","id");--> statement-breakpoint
CREATE POLICY "sight_of_entry" ON "audit_links" AS PERMISSIVE FOR SELECT TO "lianxin_api" USING (EXISTS (SELECT 1 FROM audit_entries WHERE audit_entries.province = audit_links.province AND audit_entries.id = audit_links.entry));--> statement-breakpoint
CREATE POLICY "system" ON "audit_links" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "system" ON "audit_sealings" AS PERMISSIVE FOR ALL TO "lianxin_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE audit_links FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_sealings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
REVOKE ALL ON audit_links, audit_sealings FROM PUBLIC;
--> statement-breakpoint
-- A link is written once, by the platform: nobody but the owner may update or delete one.
GRANT SELECT ON audit_links TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_links TO lianxin_system;
--> statement-breakpoint
-- Only how far the newest life has come may change; which server it is on and when it began may not.
GRANT SELECT, INSERT, UPDATE (transaction, entry, earlier_transaction, earlier_entry) ON audit_sealings
  TO lianxin_system;
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['audit_links', 'The chain of each province (审计链): which entry was sealed at which place, and the hash that binds it to all before. Append-only for every role of the API.'],
    ['audit_sealings', 'How far entries have been sealed, one row for each life of the database; a restore on another server begins a new one.']]
  LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', note[1], note[2]);
  END LOOP;
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['audit_links', 'position', 'From 1 in each province, without a gap.'],
    ['audit_links', 'entry', 'The id of the entry; no foreign key, since the check would lock entries.'],
    ['audit_links', 'hash', 'SHA-256 of the hash before it and of the entry in the format lianxin-audit-1.'],
    ['audit_sealings', 'server', 'The system identifier of the server: another one means that transactions are numbered anew.'],
    ['audit_sealings', 'transaction', 'With entry the last one looked at; all before it are sealed.'],
    ['audit_sealings', 'earlier_transaction', 'With earlier_entry the same for what an earlier life left, whose transactions lie ahead.']]
  LOOP
    EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', note[1], note[2], note[3]);
  END LOOP;
END
$$;
