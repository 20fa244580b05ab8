-- The queue of jobs: the schema of pg-boss 10.4.2 (its schema version 24), from its construction plan. What differs from the plan:
-- all queues share one partition, so that a new queue is a row and needs no table, and create_queue does no more; every table has
-- row-level security; and nobody but the platform itself has a right to any of it.
CREATE SCHEMA pgboss;
--> statement-breakpoint
-- The order counts: a state that comes earlier is less.
CREATE TYPE pgboss.job_state AS ENUM ('created', 'retry', 'active', 'completed', 'cancelled', 'failed');
--> statement-breakpoint
CREATE TABLE pgboss.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE pgboss.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES pgboss.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);
--> statement-breakpoint
CREATE TABLE pgboss.schedule (
  name text REFERENCES pgboss.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);
--> statement-breakpoint
CREATE TABLE pgboss.subscription (
  event text not null,
  name text not null REFERENCES pgboss.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (event, name)
);
--> statement-breakpoint
CREATE TABLE pgboss.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default 0,
  data jsonb,
  state pgboss.job_state not null default 'created',
  retry_limit integer not null default 2,
  retry_count integer not null default 0,
  retry_delay integer not null default 0,
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone not null default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);
--> statement-breakpoint
ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id);
--> statement-breakpoint
CREATE TABLE pgboss.archive (LIKE pgboss.job);
--> statement-breakpoint
ALTER TABLE pgboss.archive ADD PRIMARY KEY (name, id);
--> statement-breakpoint
ALTER TABLE pgboss.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
--> statement-breakpoint
CREATE INDEX archive_i1 ON pgboss.archive (archived_on);
--> statement-breakpoint
CREATE TABLE pgboss.job_common PARTITION OF pgboss.job DEFAULT;
--> statement-breakpoint
ALTER TABLE pgboss.job_common ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name)
  ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE pgboss.job_common ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name)
  ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- Of the jobs with one key at most one waits.
CREATE UNIQUE INDEX job_common_i1 ON pgboss.job_common (name, COALESCE(singleton_key, ''))
  WHERE state = 'created' AND policy = 'short';
--> statement-breakpoint
CREATE UNIQUE INDEX job_common_i2 ON pgboss.job_common (name, COALESCE(singleton_key, ''))
  WHERE state = 'active' AND policy = 'singleton';
--> statement-breakpoint
CREATE UNIQUE INDEX job_common_i3 ON pgboss.job_common (name, state, COALESCE(singleton_key, ''))
  WHERE state <= 'active' AND policy = 'stately';
--> statement-breakpoint
CREATE UNIQUE INDEX job_common_i4 ON pgboss.job_common (name, singleton_on, COALESCE(singleton_key, ''))
  WHERE state <> 'cancelled' AND singleton_on IS NOT NULL;
--> statement-breakpoint
CREATE INDEX job_common_i5 ON pgboss.job_common (name, start_after) INCLUDE (priority, created_on, id)
  WHERE state < 'active';
--> statement-breakpoint
-- Ours: jobs whose process died are looked for every second, and those without a try left whenever one fails.
CREATE INDEX job_common_active ON pgboss.job_common (started_on) WHERE state = 'active';
--> statement-breakpoint
CREATE INDEX job_common_failed ON pgboss.job_common (name, id) WHERE state = 'failed';
--> statement-breakpoint
-- Ours: the order in which jobs are taken, so that one is found without sorting all that wait.
CREATE INDEX job_common_next ON pgboss.job_common (name, priority DESC, created_on, id) WHERE state < 'active';
--> statement-breakpoint
-- What pg-boss calls to make a queue: a row. The original makes a partition, for which the API would have to own the table.
CREATE FUNCTION pgboss.create_queue(queue_name text, options json) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_minutes,
    dead_letter, partition_name)
  VALUES (queue_name, options->>'policy', (options->>'retryLimit')::int, (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool, (options->>'expireInSeconds')::int, (options->>'retentionMinutes')::int,
    options->>'deadLetter', 'job_common')
  ON CONFLICT DO NOTHING
$$;
--> statement-breakpoint
CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void LANGUAGE sql AS $$
  DELETE FROM pgboss.job WHERE name = queue_name;
  DELETE FROM pgboss.queue WHERE name = queue_name
$$;
--> statement-breakpoint
INSERT INTO pgboss.version (version) VALUES (24);
--> statement-breakpoint
-- SECURITY: the owner is bound too, and of all roles only the platform has a policy and rights: an actor's transaction
-- reaches the queue by stepping up to the platform for the one statement that sends a job.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'pgboss'::regnamespace AND relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE pgboss.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE pgboss.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON pgboss.%I FOR ALL TO lianxin_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('REVOKE ALL ON pgboss.%I FROM PUBLIC', name);
  END LOOP;
END
$$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA pgboss FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON FUNCTION pgboss.create_queue(text, json), pgboss.delete_queue(text) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA pgboss TO lianxin_system;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION pgboss.create_queue(text, json) TO lianxin_system;
--> statement-breakpoint
GRANT SELECT ON pgboss.version TO lianxin_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON pgboss.queue TO lianxin_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON pgboss.job TO lianxin_system;
--> statement-breakpoint
-- Jobs come and go: their dead rows must go soon, and the planner must know whether many wait.
ALTER TABLE pgboss.job_common SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 500);
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['job', 'Jobs that wait, run or wait for another try; ids and codes only. One that is done leaves no row.'],
    ['job_common', 'The one partition of all queues.'],
    ['queue', 'The queues by name, with what holds for a job that says nothing else.'],
    ['version', 'The version of this schema, which pg-boss compares with its own.'],
    ['schedule', 'Of pg-boss; not used.'],
    ['subscription', 'Of pg-boss; not used.'],
    ['archive', 'Of pg-boss; not used.']]
  LOOP
    EXECUTE format('COMMENT ON TABLE pgboss.%I IS %L', note[1], note[2]);
  END LOOP;
END
$$;
