-- Roles of the cluster. They are shared by all databases of a server, so each is made only where it is missing, also
-- when two databases are migrated at the same time.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lianxin_api', 'lianxin_system', 'lianxin_nation', 'lianxin_province', 'lianxin_city',
    'lianxin_county', 'lianxin_unit', 'lianxin_nation_line', 'lianxin_province_line', 'lianxin_city_line',
    'lianxin_county_line', 'lianxin_login']
  LOOP
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN %s', name, CASE WHEN name = 'lianxin_login' THEN 'NOINHERIT' ELSE '' END);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;
--> statement-breakpoint
-- The login role may become any level role for one transaction, and has no right of its own: PostgreSQL refuses every
-- table outside `asActor` and `asSystem`. It is NOINHERIT, which PostgreSQL 16 and later take over into the grants.
DO $$
DECLARE
  level text;
BEGIN
  FOREACH level IN ARRAY ARRAY['lianxin_nation', 'lianxin_province', 'lianxin_city', 'lianxin_county', 'lianxin_unit',
    'lianxin_nation_line', 'lianxin_province_line', 'lianxin_city_line', 'lianxin_county_line']
  LOOP
    IF NOT pg_has_role(level, 'lianxin_api', 'USAGE') THEN
      EXECUTE format('GRANT lianxin_api TO %I', level);
    END IF;
    IF NOT pg_has_role('lianxin_login', level, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO lianxin_login', level);
    END IF;
  END LOOP;
  IF NOT pg_has_role('lianxin_login', 'lianxin_system', 'MEMBER') THEN
    GRANT lianxin_system TO lianxin_login;
  END IF;
  -- From PostgreSQL 16 on, who makes a role may administer it but not become it, until it is granted.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AND NOT pg_has_role(current_user, 'lianxin_login',
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
    EXECUTE format('GRANT lianxin_login TO %I', current_user);
  END IF;
END
$$;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
