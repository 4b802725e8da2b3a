-- Schema and rows of the release 0.1.0 (pg_dump --inserts), for tests/test_migrations.py.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.refuse_change_of_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF to_jsonb(NEW) - 'published_by_id' = to_jsonb(OLD) - 'published_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An edition is what the public saw: rows are added, never changed.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'edition_never_changes';
END $$;

CREATE FUNCTION public.refuse_deletion_of_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'An edition is what the public saw: it is never deleted.'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'edition_never_deleted';
END $$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id integer NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_application (
    id bigint NOT NULL,
    reference character varying(9) NOT NULL,
    language character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL,
    message text NOT NULL,
    stage character varying(20) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    receipt_sent_at timestamp with time zone,
    notice_version character varying(20) NOT NULL,
    token uuid NOT NULL,
    edition_id bigint NOT NULL,
    posting_id bigint NOT NULL,
    answers jsonb NOT NULL,
    erasure_requested_at timestamp with time zone,
    hold_reason character varying(300) NOT NULL,
    link_version integer NOT NULL,
    pool_consent_at timestamp with time zone,
    pool_until timestamp with time zone,
    pool_notice_version character varying(20) NOT NULL,
    CONSTRAINT application_decided_in_final_stage CHECK ((((decided_at IS NOT NULL) AND ((stage)::text = ANY ((ARRAY['hired'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))) OR ((NOT ((stage)::text = ANY ((ARRAY['hired'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))) AND (decided_at IS NULL)))),
    CONSTRAINT application_hold_reason_is_known CHECK ((((hold_reason)::text = ''::text) OR ((hold_reason)::text = ANY ((ARRAY['claim'::character varying, 'duty'::character varying])::text[])))),
    CONSTRAINT application_pool_consent_expires CHECK ((((pool_consent_at IS NULL) AND (pool_until IS NULL)) OR ((pool_consent_at IS NOT NULL) AND (pool_until > pool_consent_at)))),
    CONSTRAINT application_stage_is_known CHECK (((stage)::text = ANY ((ARRAY['received'::character varying, 'in_review'::character varying, 'interview'::character varying, 'offer'::character varying, 'hired'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT applications_application_link_version_check CHECK ((link_version >= 0))
);

ALTER TABLE public.applications_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_applicationevent (
    id bigint NOT NULL,
    kind character varying(30) NOT NULL,
    detail character varying(30) NOT NULL,
    at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    by_id integer,
    told_at timestamp with time zone,
    CONSTRAINT application_event_is_known CHECK (((kind)::text = ANY ((ARRAY['document_added'::character varying, 'document_replaced'::character varying, 'pool_joined'::character varying, 'pool_left'::character varying, 'copy_made'::character varying, 'erasure_requested'::character varying, 'links_revoked'::character varying, 'hold_set'::character varying, 'hold_lifted'::character varying])::text[])))
);

ALTER TABLE public.applications_applicationevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_applicationevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_document (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    "position" smallint NOT NULL,
    name character varying(150) NOT NULL,
    media_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    storage_name character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    application_id bigint,
    draft_id bigint,
    CONSTRAINT applications_document_position_check CHECK (("position" >= 0)),
    CONSTRAINT applications_document_size_check CHECK ((size >= 0)),
    CONSTRAINT document_belongs_to_one CHECK ((((application_id IS NULL) OR (draft_id IS NULL)) AND (1 = (
CASE
    WHEN (application_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (draft_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT document_has_a_digest CHECK (((sha256)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT document_is_not_empty CHECK ((size > 0)),
    CONSTRAINT document_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['cv'::character varying, 'cover_letter'::character varying, 'certificate'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT document_type_is_known CHECK (((media_type)::text = ANY ((ARRAY['application/pdf'::character varying, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::character varying, 'application/vnd.oasis.opendocument.text'::character varying, 'image/jpeg'::character varying, 'image/png'::character varying])::text[])))
);

ALTER TABLE public.applications_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_documentaccess (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    document_id bigint,
    user_id integer
);

ALTER TABLE public.applications_documentaccess ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_documentaccess_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_documentrequest (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    note character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    answered_at timestamp with time zone,
    application_id bigint NOT NULL,
    by_id integer,
    document_id bigint
);

ALTER TABLE public.applications_documentrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_documentrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_draft (
    id bigint NOT NULL,
    token uuid NOT NULL,
    language character varying(10) NOT NULL,
    data jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    link_sent_at timestamp with time zone,
    reminded_at timestamp with time zone,
    edition_id bigint NOT NULL,
    posting_id bigint NOT NULL
);

ALTER TABLE public.applications_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_erasureproof (
    id bigint NOT NULL,
    reference_sha256 character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(20) NOT NULL,
    CONSTRAINT erasure_reason_is_known CHECK (((reason)::text = ANY ((ARRAY['request'::character varying, 'retention'::character varying])::text[])))
);

ALTER TABLE public.applications_erasureproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_erasureproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_jobalert (
    id bigint NOT NULL,
    token uuid NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(10) NOT NULL,
    query character varying(2000) NOT NULL,
    frequency character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    last_sent_at timestamp with time zone,
    CONSTRAINT alert_frequency_is_known CHECK (((frequency)::text = ANY ((ARRAY['daily'::character varying, 'weekly'::character varying])::text[])))
);

ALTER TABLE public.applications_jobalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_jobalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_message (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    application_id bigint NOT NULL,
    by_id integer,
    CONSTRAINT message_is_not_empty CHECK ((NOT (text = ''::text)))
);

ALTER TABLE public.applications_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_stagechange (
    id bigint NOT NULL,
    from_stage character varying(20) NOT NULL,
    to_stage character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(500) NOT NULL,
    application_id bigint NOT NULL,
    by_id integer,
    told_at timestamp with time zone,
    CONSTRAINT stage_change_changes_the_stage CHECK ((NOT ((from_stage)::text = (to_stage)::text))),
    CONSTRAINT stage_change_stages_are_known CHECK ((((from_stage)::text = ANY ((ARRAY['received'::character varying, 'in_review'::character varying, 'interview'::character varying, 'offer'::character varying, 'hired'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[])) AND ((to_stage)::text = ANY ((ARRAY['received'::character varying, 'in_review'::character varying, 'interview'::character varying, 'offer'::character varying, 'hired'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))))
);

ALTER TABLE public.applications_stagechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_stagechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.applications_upload (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(150) NOT NULL,
    size bigint NOT NULL,
    received bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    draft_id bigint NOT NULL,
    CONSTRAINT applications_upload_received_check CHECK ((received >= 0)),
    CONSTRAINT applications_upload_size_check CHECK ((size >= 0)),
    CONSTRAINT upload_has_at_most_its_size CHECK ((received <= size))
);

ALTER TABLE public.applications_upload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.applications_upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);

CREATE TABLE public.auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.auth_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.auth_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.careers_contact (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(120) NOT NULL,
    role_de character varying(120),
    role_en character varying(120),
    email character varying(254) NOT NULL,
    phone character varying(40) NOT NULL
);

ALTER TABLE public.careers_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_department (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    name_de character varying(120),
    name_en character varying(120),
    funding_notice text NOT NULL,
    funding_notice_de text,
    funding_notice_en text,
    about_id bigint,
    funder character varying(160) NOT NULL
);

ALTER TABLE public.careers_department ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_department_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_edition (
    id bigint NOT NULL,
    number integer NOT NULL,
    published_at timestamp with time zone NOT NULL,
    languages character varying(10)[] NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone,
    facets character varying(80)[] NOT NULL,
    facts jsonb NOT NULL,
    published_by_id integer,
    posting_id bigint NOT NULL,
    draft_version integer NOT NULL,
    overridden character varying(60)[] NOT NULL,
    override_reason character varying(500) NOT NULL,
    pay_reason character varying(300) NOT NULL,
    CONSTRAINT careers_edition_draft_version_check CHECK ((draft_version >= 0)),
    CONSTRAINT careers_edition_number_check CHECK ((number >= 0)),
    CONSTRAINT edition_closes_after_it_opens CHECK (((closes_at IS NULL) OR (closes_at > opens_at))),
    CONSTRAINT edition_has_a_language CHECK ((
CASE
    WHEN (languages IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(languages, 1), 0)
END > 0)),
    CONSTRAINT edition_override_has_a_reason CHECK (((overridden = '{}'::character varying(60)[]) OR (NOT ((override_reason)::text = ''::text)))),
    CONSTRAINT edition_states_pay_or_why_not CHECK (((NOT ((facts -> 'pay'::text) = 'null'::jsonb)) OR (NOT ((pay_reason)::text = ''::text)) OR (NOT ((override_reason)::text = ''::text))))
);

ALTER TABLE public.careers_edition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_editiontext (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    title character varying(160) NOT NULL,
    gender_marker character varying(30) NOT NULL,
    slug character varying(80) NOT NULL,
    summary text NOT NULL,
    sections jsonb NOT NULL,
    facts jsonb NOT NULL,
    facet_labels character varying(160)[] NOT NULL,
    search_text text NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT edition_text_is_not_empty CHECK (((NOT ((title)::text = ''::text)) AND (NOT (sections = '[]'::jsonb))))
);

ALTER TABLE public.careers_editiontext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_editiontext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_location (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    name_de character varying(120),
    name_en character varying(120),
    street character varying(120) NOT NULL,
    postal_code character varying(12) NOT NULL,
    locality character varying(80) NOT NULL,
    region character varying(80) NOT NULL,
    country character varying(2) NOT NULL,
    CONSTRAINT location_country_is_a_code CHECK (((country)::text ~ '^[A-Z]{2}$'::text))
);

ALTER TABLE public.careers_location ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_location_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_posting (
    id bigint NOT NULL,
    public_id integer NOT NULL,
    reference character varying(40),
    title character varying(160) NOT NULL,
    title_de character varying(160),
    title_en character varying(160),
    gender_marker character varying(30) NOT NULL,
    gender_marker_de character varying(30),
    gender_marker_en character varying(30),
    summary text NOT NULL,
    summary_de text,
    summary_en text,
    workplace_type character varying(20) NOT NULL,
    place_note character varying(160) NOT NULL,
    place_note_de character varying(160),
    place_note_en character varying(160),
    employment_types character varying(20)[] NOT NULL,
    hours_percent_min smallint,
    hours_percent_max smallint,
    weekly_hours numeric(4,2),
    starts_on date,
    start_note character varying(160) NOT NULL,
    start_note_de character varying(160),
    start_note_en character varying(160),
    fixed_term_until date,
    fixed_term_reason character varying(200) NOT NULL,
    fixed_term_reason_de character varying(200),
    fixed_term_reason_en character varying(200),
    pay_min numeric(10,2),
    pay_max numeric(10,2),
    pay_currency character varying(3) NOT NULL,
    pay_unit character varying(5) NOT NULL,
    pay_grade character varying(40) NOT NULL,
    answer_days smallint,
    contact_email character varying(254) NOT NULL,
    opens_at timestamp with time zone,
    closes_at timestamp with time zone,
    published_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_reason character varying(200) NOT NULL,
    import_key character varying(200),
    import_digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    current_edition_id bigint,
    department_id bigint NOT NULL,
    confirmed jsonb NOT NULL,
    outdated character varying(10)[] NOT NULL,
    pay_reason character varying(300) NOT NULL,
    version integer NOT NULL,
    is_speculative boolean NOT NULL,
    wants_certificates character varying(10) NOT NULL,
    wants_cover_letter character varying(10) NOT NULL,
    wants_cv character varying(10) NOT NULL,
    wants_other character varying(10) NOT NULL,
    CONSTRAINT careers_posting_answer_days_check CHECK ((answer_days >= 0)),
    CONSTRAINT careers_posting_hours_percent_max_check CHECK ((hours_percent_max >= 0)),
    CONSTRAINT careers_posting_hours_percent_min_check CHECK ((hours_percent_min >= 0)),
    CONSTRAINT careers_posting_public_id_check CHECK ((public_id >= 0)),
    CONSTRAINT careers_posting_version_check CHECK ((version >= 0)),
    CONSTRAINT posting_choices_are_known CHECK (((employment_types <@ ARRAY['FULL_TIME'::character varying(20), 'PART_TIME'::character varying(20), 'TEMPORARY'::character varying(20), 'CONTRACTOR'::character varying(20), 'INTERN'::character varying(20), 'VOLUNTEER'::character varying(20), 'OTHER'::character varying(20)]) AND ((pay_unit)::text = ANY ((ARRAY['HOUR'::character varying, 'MONTH'::character varying, 'YEAR'::character varying])::text[])) AND ((wants_certificates)::text = ANY ((ARRAY['required'::character varying, 'optional'::character varying, 'not_asked'::character varying])::text[])) AND ((wants_cover_letter)::text = ANY ((ARRAY['required'::character varying, 'optional'::character varying, 'not_asked'::character varying])::text[])) AND ((wants_cv)::text = ANY ((ARRAY['required'::character varying, 'optional'::character varying, 'not_asked'::character varying])::text[])) AND ((wants_other)::text = ANY ((ARRAY['required'::character varying, 'optional'::character varying, 'not_asked'::character varying])::text[])) AND ((workplace_type)::text = ANY ((ARRAY['on_site'::character varying, 'hybrid'::character varying, 'remote'::character varying, 'remote_or_on_site'::character varying])::text[])))),
    CONSTRAINT posting_closed_was_published CHECK (((closed_at IS NULL) OR (published_at IS NOT NULL))),
    CONSTRAINT posting_closes_after_it_opens CHECK (((opens_at IS NULL) OR (closes_at IS NULL) OR (closes_at > opens_at))),
    CONSTRAINT posting_currency_is_a_code CHECK (((pay_currency)::text ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT posting_hours_are_percents CHECK ((((hours_percent_min IS NULL) OR ((hours_percent_min >= 1) AND (hours_percent_min <= 100))) AND ((hours_percent_max IS NULL) OR ((hours_percent_max >= 1) AND (hours_percent_max <= 100))))),
    CONSTRAINT posting_hours_in_order CHECK (((hours_percent_min IS NULL) OR (hours_percent_max IS NULL) OR (hours_percent_max >= hours_percent_min))),
    CONSTRAINT posting_pay_is_not_negative CHECK ((((pay_min IS NULL) OR (pay_min >= (0)::numeric)) AND ((pay_max IS NULL) OR (pay_max >= (0)::numeric)))),
    CONSTRAINT posting_pay_range_in_order CHECK (((pay_min IS NULL) OR (pay_max IS NULL) OR (pay_max >= pay_min))),
    CONSTRAINT posting_published_has_edition CHECK ((((current_edition_id IS NULL) AND (published_at IS NULL)) OR ((current_edition_id IS NOT NULL) AND (published_at IS NOT NULL)))),
    CONSTRAINT posting_weekly_hours_are_positive CHECK (((weekly_hours IS NULL) OR (weekly_hours > (0)::numeric)))
);

CREATE TABLE public.careers_posting_contacts (
    id bigint NOT NULL,
    posting_id bigint NOT NULL,
    contact_id bigint NOT NULL
);

ALTER TABLE public.careers_posting_contacts ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_posting_contacts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_posting_hiring_team (
    id bigint NOT NULL,
    posting_id bigint NOT NULL,
    user_id integer NOT NULL
);

ALTER TABLE public.careers_posting_hiring_team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_posting_hiring_team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.careers_posting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_posting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_posting_locations (
    id bigint NOT NULL,
    posting_id bigint NOT NULL,
    location_id bigint NOT NULL
);

ALTER TABLE public.careers_posting_locations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_posting_locations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_postingevent (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    note character varying(200) NOT NULL,
    by_id integer,
    posting_id bigint NOT NULL,
    edition_id bigint,
    CONSTRAINT event_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['published'::character varying, 'closed'::character varying, 'reopened'::character varying, 'extended'::character varying, 'opened'::character varying, 'ended'::character varying])::text[])))
);

ALTER TABLE public.careers_postingevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_postingevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_postingquestion (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(10) NOT NULL,
    label character varying(200) NOT NULL,
    label_de character varying(200),
    label_en character varying(200),
    hint character varying(300) NOT NULL,
    hint_de character varying(300),
    hint_en character varying(300),
    choices text NOT NULL,
    choices_de text,
    choices_en text,
    is_required boolean NOT NULL,
    posting_id bigint NOT NULL,
    CONSTRAINT careers_postingquestion_position_check CHECK (("position" >= 0)),
    CONSTRAINT question_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['text'::character varying, 'choice'::character varying, 'yes_no'::character varying, 'number'::character varying, 'date'::character varying])::text[])))
);

ALTER TABLE public.careers_postingquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_postingquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_postingsection (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(20) NOT NULL,
    heading character varying(200) NOT NULL,
    heading_de character varying(200),
    heading_en character varying(200),
    body text NOT NULL,
    body_de text,
    body_en text,
    posting_id bigint NOT NULL,
    block_id bigint,
    confirmed jsonb NOT NULL,
    outdated character varying(10)[] NOT NULL,
    CONSTRAINT careers_postingsection_position_check CHECK (("position" >= 0)),
    CONSTRAINT section_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['introduction'::character varying, 'about'::character varying, 'tasks'::character varying, 'requirements'::character varying, 'nice_to_have'::character varying, 'offer'::character varying, 'process'::character varying, 'how_to_apply'::character varying, 'other'::character varying])::text[])))
);

ALTER TABLE public.careers_postingsection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_postingsection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_redirect (
    id bigint NOT NULL,
    path character varying(500) NOT NULL,
    language character varying(10) NOT NULL,
    posting_id bigint NOT NULL
);

ALTER TABLE public.careers_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_searchentry (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    title text NOT NULL,
    words text NOT NULL,
    vector tsvector NOT NULL,
    edition_id bigint NOT NULL,
    facts text NOT NULL
);

ALTER TABLE public.careers_searchentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_searchentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.careers_searchword (
    word text NOT NULL
);

CREATE TABLE public.careers_textblock (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    heading character varying(200) NOT NULL,
    heading_de character varying(200),
    heading_en character varying(200),
    body text NOT NULL,
    body_de text,
    body_en text,
    updated_at timestamp with time zone NOT NULL,
    confirmed jsonb NOT NULL,
    outdated character varying(10)[] NOT NULL,
    version integer NOT NULL,
    CONSTRAINT careers_textblock_version_check CHECK ((version >= 0)),
    CONSTRAINT text_block_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['introduction'::character varying, 'about'::character varying, 'tasks'::character varying, 'requirements'::character varying, 'nice_to_have'::character varying, 'offer'::character varying, 'process'::character varying, 'how_to_apply'::character varying, 'other'::character varying])::text[])))
);

ALTER TABLE public.careers_textblock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.careers_textblock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id integer NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.applications_application VALUES
	(1, 'D6ZE-WYYX', 'de', 'Ayşe Öztürk', 'ayse@example.org', '', '', 'received', '2026-11-29 19:58:35.263023+00', NULL, NULL, '2026-11', '86b6d861-5253-4a2f-ae5d-2fcef18c9eee', 1, 1, '[]', NULL, '', 1, NULL, NULL, '');

INSERT INTO public.applications_document VALUES
	(1, 'cv', 0, 'Lebenslauf Öztürk.pdf', 'application/pdf', 537, '0000000000000000000000000000000000000000000000000000000000000000', '08/08a6169acdae47cda480d5bf0cbf570f', '2026-11-29 20:03:35.264833+00', 1, NULL);

INSERT INTO public.applications_draft VALUES
	(1, '651ef75b-f489-424b-9346-8868eb4a88ed', 'en', '{"name": "Ayşe Öztürk"}', '2026-11-29 20:03:35.269949+00', '2026-11-29 20:03:35.269954+00', '2026-12-13 20:03:35.269958+00', NULL, NULL, 1, 1);

INSERT INTO public.applications_jobalert VALUES
	(1, '20a15ef4-beaf-406b-bb37-08c3ff0c37f5', 'ayse@example.org', 'de', '', 'weekly', '2026-11-29 20:03:35.279232+00', NULL, '2026-11-29 20:03:35.279232+00', NULL);

INSERT INTO public.auth_group VALUES
	(1, 'HR managers'),
	(2, 'Editors'),
	(3, 'Hiring team');

INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 1),
	(2, 1, 2),
	(3, 1, 3),
	(4, 1, 4),
	(5, 1, 5),
	(6, 1, 6),
	(7, 1, 7),
	(8, 1, 8),
	(9, 1, 9),
	(10, 1, 10),
	(11, 1, 11),
	(12, 1, 12),
	(13, 1, 13),
	(14, 1, 14),
	(15, 1, 15),
	(16, 1, 16),
	(17, 1, 17),
	(18, 1, 18),
	(19, 1, 19),
	(20, 1, 20),
	(21, 1, 21),
	(22, 1, 22),
	(23, 1, 23),
	(24, 1, 24),
	(25, 1, 25),
	(26, 1, 26),
	(27, 1, 27),
	(28, 1, 28),
	(29, 1, 29),
	(30, 1, 30),
	(31, 1, 31),
	(32, 1, 32),
	(33, 1, 33),
	(34, 2, 1),
	(35, 2, 2),
	(36, 2, 3),
	(37, 2, 4),
	(38, 2, 5),
	(39, 2, 6),
	(40, 2, 7),
	(41, 2, 8),
	(42, 2, 9),
	(43, 2, 10),
	(44, 2, 11),
	(45, 2, 12),
	(46, 2, 13),
	(47, 2, 14),
	(48, 2, 15),
	(49, 2, 16),
	(50, 2, 17),
	(51, 2, 18),
	(52, 2, 19),
	(53, 2, 20),
	(54, 2, 21),
	(55, 2, 22),
	(56, 2, 23),
	(57, 2, 24),
	(58, 2, 25),
	(59, 2, 26),
	(60, 2, 27),
	(61, 3, 29),
	(62, 3, 4),
	(63, 3, 28),
	(64, 1, 34),
	(65, 1, 35),
	(66, 1, 36),
	(67, 1, 37),
	(68, 1, 38),
	(69, 1, 39);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add posting', 1, 'add_posting'),
	(2, 'Can change posting', 1, 'change_posting'),
	(3, 'Can delete posting', 1, 'delete_posting'),
	(4, 'Can view posting', 1, 'view_posting'),
	(5, 'Can add section', 2, 'add_postingsection'),
	(6, 'Can change section', 2, 'change_postingsection'),
	(7, 'Can delete section', 2, 'delete_postingsection'),
	(8, 'Can view section', 2, 'view_postingsection'),
	(9, 'Can add text block', 3, 'add_textblock'),
	(10, 'Can change text block', 3, 'change_textblock'),
	(11, 'Can delete text block', 3, 'delete_textblock'),
	(12, 'Can view text block', 3, 'view_textblock'),
	(13, 'Can add department', 4, 'add_department'),
	(14, 'Can change department', 4, 'change_department'),
	(15, 'Can delete department', 4, 'delete_department'),
	(16, 'Can view department', 4, 'view_department'),
	(17, 'Can add location', 5, 'add_location'),
	(18, 'Can change location', 5, 'change_location'),
	(19, 'Can delete location', 5, 'delete_location'),
	(20, 'Can view location', 5, 'view_location'),
	(21, 'Can add contact', 6, 'add_contact'),
	(22, 'Can change contact', 6, 'change_contact'),
	(23, 'Can delete contact', 6, 'delete_contact'),
	(24, 'Can view contact', 6, 'view_contact'),
	(25, 'Can view edition', 7, 'view_edition'),
	(26, 'Can view text of an edition', 8, 'view_editiontext'),
	(27, 'Can view event', 9, 'view_postingevent'),
	(28, 'Can view application', 10, 'view_application'),
	(29, 'Can view document', 11, 'view_document'),
	(30, 'Can move application to another stage', 10, 'move_application'),
	(31, 'Can see the applications of every posting', 10, 'see_every_application'),
	(32, 'Can view move', 12, 'view_stagechange'),
	(33, 'Can view access to a document', 13, 'view_documentaccess'),
	(34, 'Can add message', 14, 'add_message'),
	(35, 'Can view message', 14, 'view_message'),
	(36, 'Can add request for a document', 15, 'add_documentrequest'),
	(37, 'Can view request for a document', 15, 'view_documentrequest'),
	(38, 'Can view event', 16, 'view_applicationevent'),
	(39, 'Can view proof of an erasure', 17, 'view_erasureproof'),
	(40, 'Can view job alert', 19, 'view_jobalert'),
	(41, 'Can delete job alert', 19, 'delete_jobalert'),
	(42, 'Can add edition', 7, 'add_edition'),
	(43, 'Can change edition', 7, 'change_edition'),
	(44, 'Can delete edition', 7, 'delete_edition'),
	(45, 'Can add event', 9, 'add_postingevent'),
	(46, 'Can change event', 9, 'change_postingevent'),
	(47, 'Can delete event', 9, 'delete_postingevent'),
	(48, 'Can add text of an edition', 8, 'add_editiontext'),
	(49, 'Can change text of an edition', 8, 'change_editiontext'),
	(50, 'Can delete text of an edition', 8, 'delete_editiontext'),
	(51, 'Can add redirect', 22, 'add_redirect'),
	(52, 'Can change redirect', 22, 'change_redirect'),
	(53, 'Can delete redirect', 22, 'delete_redirect'),
	(54, 'Can view redirect', 22, 'view_redirect'),
	(55, 'Can add question', 21, 'add_postingquestion'),
	(56, 'Can change question', 21, 'change_postingquestion'),
	(57, 'Can delete question', 21, 'delete_postingquestion'),
	(58, 'Can view question', 21, 'view_postingquestion'),
	(59, 'Can add log entry', 25, 'add_logentry'),
	(60, 'Can change log entry', 25, 'change_logentry'),
	(61, 'Can delete log entry', 25, 'delete_logentry'),
	(62, 'Can view log entry', 25, 'view_logentry'),
	(63, 'Can add permission', 27, 'add_permission'),
	(64, 'Can change permission', 27, 'change_permission'),
	(65, 'Can delete permission', 27, 'delete_permission'),
	(66, 'Can view permission', 27, 'view_permission'),
	(67, 'Can add group', 26, 'add_group'),
	(68, 'Can change group', 26, 'change_group'),
	(69, 'Can delete group', 26, 'delete_group'),
	(70, 'Can view group', 26, 'view_group'),
	(71, 'Can add user', 28, 'add_user'),
	(72, 'Can change user', 28, 'change_user'),
	(73, 'Can delete user', 28, 'delete_user'),
	(74, 'Can view user', 28, 'view_user'),
	(75, 'Can add content type', 29, 'add_contenttype'),
	(76, 'Can change content type', 29, 'change_contenttype'),
	(77, 'Can delete content type', 29, 'delete_contenttype'),
	(78, 'Can view content type', 29, 'view_contenttype'),
	(79, 'Can add session', 30, 'add_session'),
	(80, 'Can change session', 30, 'change_session'),
	(81, 'Can delete session', 30, 'delete_session'),
	(82, 'Can view session', 30, 'view_session'),
	(83, 'Can add email address', 31, 'add_emailaddress'),
	(84, 'Can change email address', 31, 'change_emailaddress'),
	(85, 'Can delete email address', 31, 'delete_emailaddress'),
	(86, 'Can view email address', 31, 'view_emailaddress'),
	(87, 'Can add email confirmation', 32, 'add_emailconfirmation'),
	(88, 'Can change email confirmation', 32, 'change_emailconfirmation'),
	(89, 'Can delete email confirmation', 32, 'delete_emailconfirmation'),
	(90, 'Can view email confirmation', 32, 'view_emailconfirmation'),
	(91, 'Can add authenticator', 33, 'add_authenticator'),
	(92, 'Can change authenticator', 33, 'change_authenticator'),
	(93, 'Can delete authenticator', 33, 'delete_authenticator'),
	(94, 'Can view authenticator', 33, 'view_authenticator'),
	(95, 'Can add procrastinate event', 34, 'add_procrastinateevent'),
	(96, 'Can change procrastinate event', 34, 'change_procrastinateevent'),
	(97, 'Can delete procrastinate event', 34, 'delete_procrastinateevent'),
	(98, 'Can view procrastinate event', 34, 'view_procrastinateevent'),
	(99, 'Can add procrastinate job', 35, 'add_procrastinatejob'),
	(100, 'Can change procrastinate job', 35, 'change_procrastinatejob'),
	(101, 'Can delete procrastinate job', 35, 'delete_procrastinatejob'),
	(102, 'Can view procrastinate job', 35, 'view_procrastinatejob'),
	(103, 'Can add procrastinate periodic defer', 36, 'add_procrastinateperiodicdefer'),
	(104, 'Can change procrastinate periodic defer', 36, 'change_procrastinateperiodicdefer'),
	(105, 'Can delete procrastinate periodic defer', 36, 'delete_procrastinateperiodicdefer'),
	(106, 'Can view procrastinate periodic defer', 36, 'view_procrastinateperiodicdefer'),
	(107, 'Can add procrastinate worker', 37, 'add_procrastinateworker'),
	(108, 'Can change procrastinate worker', 37, 'change_procrastinateworker'),
	(109, 'Can delete procrastinate worker', 37, 'delete_procrastinateworker'),
	(110, 'Can view procrastinate worker', 37, 'view_procrastinateworker');

INSERT INTO public.careers_department VALUES
	(1, 'cloud', 'Wolke', 'Wolke', 'Cloud', '', NULL, NULL, NULL, '');

INSERT INTO public.careers_edition VALUES
	(1, 1, '2026-11-29 19:03:35.239586+00', '{de,en}', '2026-11-29 19:03:35.239586+00', NULL, '{department:cloud,place:remote,place:berlin,hours:full_time,hours:part_time,contract:permanent,pay:30000,pay:40000,pay:50000,pay:60000,pay:70000}', '{"pay": {"unit": "YEAR", "grade": "", "maximum": "78000.00", "minimum": "62000.00", "currency": "EUR"}, "blocks": {}, "shared": {"location-1": "522eb763fc1c21732279540810263444", "department-1": "5096d3071fb4d7c9a7d326886cfdf8e8"}, "documents": {"cv": "required", "other": "optional", "certificate": "optional", "cover_letter": "optional"}, "locations": [{"region": "", "street": "", "country": "DE", "locality": "Berlin", "postal_code": "10115"}], "reference": "512927", "starts_on": "", "department": "cloud", "answer_days": null, "contact_email": "stellen@example.org", "is_speculative": false, "workplace_type": "remote_or_on_site", "employment_types": ["FULL_TIME", "PART_TIME"], "fixed_term_until": ""}', NULL, 1, 1, '{}', '', '');

INSERT INTO public.careers_editiontext VALUES
	(1, 'de', 'Technikerin für Betrieb', '(d/w/m)', 'technikerin-fuer-betrieb', 'Sie halten die Plattform am Laufen.', '[{"html": "<ul>\n<li>Störungen beheben</li>\n</ul>", "kind": "tasks", "heading": "Ihre Aufgaben"}]', '{"pay": "62.000–78.000 € per year", "week": "", "hours": "Full-time or part-time", "place": "Remote or Berlin-Mitte", "start": "", "contacts": [], "contract": "", "questions": [], "department": "Wolke", "funding_notice": ""}', '{Wolke,remote,Berlin-Mitte,full-time,part-time,permanent,30000,40000,50000,60000,70000}', 'Technikerin für Betrieb Wolke remote Berlin-Mitte full-time part-time permanent 30000 40000 50000 60000 70000 Remote or Berlin-Mitte Ihre Aufgaben Störungen beheben', 1),
	(2, 'en', 'Operations Technician', '(d/f/m)', 'operations-technician', 'You keep the platform running.', '[{"html": "<ul>\n<li>fix outages</li>\n</ul>", "kind": "tasks", "heading": "Your tasks"}]', '{"pay": "62,000–78,000 € per year", "week": "", "hours": "Full-time or part-time", "place": "Remote or Berlin centre", "start": "", "contacts": [], "contract": "", "questions": [], "department": "Cloud", "funding_notice": ""}', '{Cloud,remote,"Berlin centre",full-time,part-time,permanent,30000,40000,50000,60000,70000}', 'Operations Technician Cloud remote Berlin centre full-time part-time permanent 30000 40000 50000 60000 70000 Remote or Berlin centre Your tasks fix outages', 1);

INSERT INTO public.careers_location VALUES
	(1, 'berlin', 'Berlin-Mitte', 'Berlin-Mitte', 'Berlin centre', '', '10115', 'Berlin', '', 'DE');

INSERT INTO public.careers_posting VALUES
	(1, 512927, NULL, 'Technikerin für Betrieb', 'Technikerin für Betrieb', 'Operations Technician', '(d/w/m)', '(d/w/m)', '(d/f/m)', 'Sie halten die Plattform am Laufen.', 'Sie halten die Plattform am Laufen.', 'You keep the platform running.', 'remote_or_on_site', '', NULL, NULL, '{FULL_TIME,PART_TIME}', NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, '', NULL, NULL, 62000.00, 78000.00, 'EUR', 'YEAR', '', NULL, 'stellen@example.org', NULL, NULL, '2026-11-29 19:03:35.239586+00', NULL, '', NULL, '', '2026-11-29 20:03:35.234125+00', '2026-11-29 20:03:35.234135+00', 1, 1, '{"title": {"de": {"en": "Operations Technician"}, "en": {"de": "Technikerin für Betrieb"}}, "summary": {"de": {"en": "You keep the platform running."}, "en": {"de": "Sie halten die Plattform am Laufen."}}, "place_note": {"de": {"en": ""}, "en": {"de": ""}}, "start_note": {"de": {"en": ""}, "en": {"de": ""}}, "gender_marker": {"de": {"en": "(d/f/m)"}, "en": {"de": "(d/w/m)"}}, "fixed_term_reason": {"de": {"en": ""}, "en": {"de": ""}}}', '{}', '', 1, false, 'optional', 'optional', 'required', 'optional'),
	(2, 821340, NULL, 'Entwurf', 'Entwurf', 'Draft', '(d/w/m)', '(d/w/m)', '(d/f/m)', 'Sie halten die Plattform am Laufen.', 'Sie halten die Plattform am Laufen.', 'You keep the platform running.', 'remote_or_on_site', '', NULL, NULL, '{FULL_TIME,PART_TIME}', NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, '', NULL, NULL, 62000.00, 78000.00, 'EUR', 'YEAR', '', NULL, 'stellen@example.org', NULL, NULL, NULL, NULL, '', NULL, '', '2026-11-29 20:03:35.272884+00', '2026-11-29 20:03:35.272889+00', NULL, 1, '{"title": {"de": {"en": "Draft"}, "en": {"de": "Entwurf"}}, "summary": {"de": {"en": "You keep the platform running."}, "en": {"de": "Sie halten die Plattform am Laufen."}}, "place_note": {"de": {"en": ""}, "en": {"de": ""}}, "start_note": {"de": {"en": ""}, "en": {"de": ""}}, "gender_marker": {"de": {"en": "(d/f/m)"}, "en": {"de": "(d/w/m)"}}, "fixed_term_reason": {"de": {"en": ""}, "en": {"de": ""}}}', '{}', '', 1, false, 'optional', 'optional', 'required', 'optional');

INSERT INTO public.careers_posting_locations VALUES
	(1, 1, 1),
	(2, 2, 1);

INSERT INTO public.careers_postingevent VALUES
	(1, 'published', '2026-11-29 19:03:35.239586+00', '1: de, en', NULL, 1, 1);

INSERT INTO public.careers_postingsection VALUES
	(1, 0, 'tasks', 'Ihre Aufgaben', 'Ihre Aufgaben', 'Your tasks', '- Störungen beheben', '- Störungen beheben', '- fix outages', 1, NULL, '{"body": {"de": {"en": "- fix outages"}, "en": {"de": "- Störungen beheben"}}, "heading": {"de": {"en": "Your tasks"}, "en": {"de": "Ihre Aufgaben"}}}', '{}'),
	(2, 0, 'tasks', 'Ihre Aufgaben', 'Ihre Aufgaben', 'Your tasks', '- Störungen beheben', '- Störungen beheben', '- fix outages', 2, NULL, '{"body": {"de": {"en": "- fix outages"}, "en": {"de": "- Störungen beheben"}}, "heading": {"de": {"en": "Your tasks"}, "en": {"de": "Ihre Aufgaben"}}}', '{}');

INSERT INTO public.careers_searchentry VALUES
	(1, 'de', ' technikerin fuer betrieb ', ' technikerin fuer betrieb 512927 technikerin fuer betrieb wolke remote berlin mitte full time part time permanent 30000 40000 50000 60000 70000 remote or berlin mitte ihre aufgaben stoerungen beheben ', '''30000'':13B,42 ''40000'':14B,43 ''50000'':15B,44 ''512927'':29 ''60000'':16B,45 ''70000'':17B,46 ''aufgab'':23C,52 ''beheb'':25C,54 ''berlin'':6B,20B,35,49 ''betrieb'':3A,28,32 ''full'':8B,37 ''fur'':2A,27,31 ''mitt'':7B,21B,36,50 ''or'':19B,48 ''part'':10B,39 ''permanent'':12B,41 ''remot'':5B,18B,34,47 ''storung'':24C,53 ''technik'':1A,26,30 ''tim'':9B,11B,38,40 ''wolk'':4B,33', 1, ' wolke remote berlin mitte full time part time permanent 30000 40000 50000 60000 70000 remote or berlin mitte '),
	(2, 'en', ' operations technician ', ' operations technician 512927 operations technician cloud remote berlin centre full time part time permanent 30000 40000 50000 60000 70000 remote or berlin centre your tasks fix outages ', '''30000'':12B,39 ''40000'':13B,40 ''50000'':14B,41 ''512927'':27 ''60000'':15B,42 ''70000'':16B,43 ''berlin'':5B,19B,32,46 ''centr'':6B,20B,33,47 ''cloud'':3B,30 ''fix'':23C,50 ''full'':7B,34 ''oper'':1A,25,28 ''outag'':24C,51 ''part'':9B,36 ''perman'':11B,38 ''remot'':4B,17B,31,44 ''task'':22C,49 ''technician'':2A,26,29 ''time'':8B,10B,35,37', 1, ' cloud remote berlin centre full time part time permanent 30000 40000 50000 60000 70000 remote or berlin centre ');

INSERT INTO public.careers_searchword VALUES
	('ihre'),
	('fuer'),
	('full'),
	('40000'),
	('stoerungen'),
	('30000'),
	('50000'),
	('berlin'),
	('betrieb'),
	('part'),
	('aufgaben'),
	('60000'),
	('mitte'),
	('technikerin'),
	('or'),
	('512927'),
	('time'),
	('remote'),
	('beheben'),
	('permanent'),
	('70000'),
	('wolke'),
	('technician'),
	('operations'),
	('outages'),
	('centre'),
	('fix'),
	('cloud'),
	('your'),
	('tasks');

INSERT INTO public.django_content_type VALUES
	(1, 'careers', 'posting'),
	(2, 'careers', 'postingsection'),
	(3, 'careers', 'textblock'),
	(4, 'careers', 'department'),
	(5, 'careers', 'location'),
	(6, 'careers', 'contact'),
	(7, 'careers', 'edition'),
	(8, 'careers', 'editiontext'),
	(9, 'careers', 'postingevent'),
	(10, 'applications', 'application'),
	(11, 'applications', 'document'),
	(12, 'applications', 'stagechange'),
	(13, 'applications', 'documentaccess'),
	(14, 'applications', 'message'),
	(15, 'applications', 'documentrequest'),
	(16, 'applications', 'applicationevent'),
	(17, 'applications', 'erasureproof'),
	(18, 'applications', 'draft'),
	(19, 'applications', 'jobalert'),
	(20, 'applications', 'upload'),
	(21, 'careers', 'postingquestion'),
	(22, 'careers', 'redirect'),
	(23, 'careers', 'searchentry'),
	(24, 'careers', 'searchword'),
	(25, 'admin', 'logentry'),
	(26, 'auth', 'group'),
	(27, 'auth', 'permission'),
	(28, 'auth', 'user'),
	(29, 'contenttypes', 'contenttype'),
	(30, 'sessions', 'session'),
	(31, 'account', 'emailaddress'),
	(32, 'account', 'emailconfirmation'),
	(33, 'mfa', 'authenticator'),
	(34, 'procrastinate', 'procrastinateevent'),
	(35, 'procrastinate', 'procrastinatejob'),
	(36, 'procrastinate', 'procrastinateperiodicdefer'),
	(37, 'procrastinate', 'procrastinateworker');

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', '2026-11-29 20:03:32.968213+00'),
	(2, 'auth', '0001_initial', '2026-11-29 20:03:33.01231+00'),
	(3, 'account', '0001_initial', '2026-11-29 20:03:33.03218+00'),
	(4, 'account', '0002_email_max_length', '2026-11-29 20:03:33.036027+00'),
	(5, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-29 20:03:33.044224+00'),
	(6, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-29 20:03:33.050535+00'),
	(7, 'account', '0005_emailaddress_idx_upper_email', '2026-11-29 20:03:33.059824+00'),
	(8, 'account', '0006_emailaddress_lower', '2026-11-29 20:03:33.064637+00'),
	(9, 'account', '0007_emailaddress_idx_email', '2026-11-29 20:03:33.134888+00'),
	(10, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-29 20:03:33.140395+00'),
	(11, 'account', '0009_emailaddress_unique_primary_email', '2026-11-29 20:03:33.144638+00'),
	(12, 'admin', '0001_initial', '2026-11-29 20:03:33.162547+00'),
	(13, 'admin', '0002_logentry_remove_auto_add', '2026-11-29 20:03:33.166217+00'),
	(14, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-29 20:03:33.16921+00'),
	(15, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 20:03:33.175767+00'),
	(16, 'careers', '0001_initial', '2026-11-29 20:03:33.399595+00'),
	(17, 'careers', '0002_cache_table', '2026-11-29 20:03:33.405631+00'),
	(18, 'careers', '0003_redirect', '2026-11-29 20:03:33.424078+00'),
	(19, 'careers', '0004_authoring', '2026-11-29 20:03:33.604468+00'),
	(20, 'careers', '0005_prepare_constraints', '2026-11-29 20:03:33.632407+00'),
	(21, 'careers', '0006_authoring_constraints', '2026-11-29 20:03:33.745201+00'),
	(22, 'careers', '0007_search_entry', '2026-11-29 20:03:33.785254+00'),
	(23, 'careers', '0008_questions', '2026-11-29 20:03:33.892138+00'),
	(24, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 20:03:33.90253+00'),
	(25, 'auth', '0003_alter_user_email_max_length', '2026-11-29 20:03:33.912465+00'),
	(26, 'auth', '0004_alter_user_username_opts', '2026-11-29 20:03:33.922462+00'),
	(27, 'auth', '0005_alter_user_last_login_null', '2026-11-29 20:03:33.932962+00'),
	(28, 'auth', '0006_require_contenttypes_0002', '2026-11-29 20:03:33.933421+00'),
	(29, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 20:03:33.943305+00'),
	(30, 'auth', '0008_alter_user_username_max_length', '2026-11-29 20:03:33.956541+00'),
	(31, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 20:03:33.972942+00'),
	(32, 'auth', '0010_alter_group_name_max_length', '2026-11-29 20:03:33.983734+00'),
	(33, 'auth', '0011_update_proxy_permissions', '2026-11-29 20:03:33.992804+00'),
	(34, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 20:03:34.00319+00'),
	(35, 'applications', '0001_initial', '2026-11-29 20:03:34.158229+00'),
	(36, 'applications', '0002_staff_groups', '2026-11-29 20:03:34.368111+00'),
	(37, 'applications', '0003_constraints', '2026-11-29 20:03:34.394767+00'),
	(38, 'applications', '0004_candidates', '2026-11-29 20:03:34.672888+00'),
	(39, 'applications', '0005_follow_up', '2026-11-29 20:03:34.756604+00'),
	(40, 'applications', '0006_follow_up_rights', '2026-11-29 20:03:34.785395+00'),
	(41, 'applications', '0007_told', '2026-11-29 20:03:34.829648+00'),
	(42, 'careers', '0009_search_facts', '2026-11-29 20:03:34.913696+00'),
	(43, 'careers', '0010_editions_stay', '2026-11-29 20:03:34.914929+00'),
	(44, 'mfa', '0001_initial', '2026-11-29 20:03:34.93789+00'),
	(45, 'mfa', '0002_authenticator_timestamps', '2026-11-29 20:03:34.955725+00'),
	(46, 'mfa', '0003_authenticator_type_uniq', '2026-11-29 20:03:34.983416+00'),
	(47, 'procrastinate', '0001_initial', '2026-11-29 20:03:35.004669+00'),
	(48, 'procrastinate', '0002_drop_started_at_column', '2026-11-29 20:03:35.006606+00'),
	(49, 'procrastinate', '0003_drop_started_at_column', '2026-11-29 20:03:35.007993+00'),
	(50, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-29 20:03:35.008985+00'),
	(51, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-29 20:03:35.010032+00'),
	(52, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-29 20:03:35.010827+00'),
	(53, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-29 20:03:35.012517+00'),
	(54, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-29 20:03:35.014555+00'),
	(55, 'procrastinate', '0009_add_defer_job_function', '2026-11-29 20:03:35.01548+00'),
	(56, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-29 20:03:35.020292+00'),
	(57, 'procrastinate', '0011_add_foreign_key_index', '2026-11-29 20:03:35.022079+00'),
	(58, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-29 20:03:35.024133+00'),
	(59, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-29 20:03:35.02501+00'),
	(60, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-29 20:03:35.025714+00'),
	(61, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-29 20:03:35.026438+00'),
	(62, 'procrastinate', '0016_delete_finished_jobs', '2026-11-29 20:03:35.027052+00'),
	(63, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-29 20:03:35.027654+00'),
	(64, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-29 20:03:35.028233+00'),
	(65, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-29 20:03:35.028865+00'),
	(66, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-29 20:03:35.030536+00'),
	(67, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-29 20:03:35.03258+00'),
	(68, 'procrastinate', '0022_null_locks_excluded', '2026-11-29 20:03:35.033583+00'),
	(69, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-29 20:03:35.034369+00'),
	(70, 'procrastinate', '0024_job_id_bigint', '2026-11-29 20:03:35.039472+00'),
	(71, 'procrastinate', '0025_add_models', '2026-11-29 20:03:35.042139+00'),
	(72, 'procrastinate', '0026_add_job_priority', '2026-11-29 20:03:35.044358+00'),
	(73, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-29 20:03:35.045115+00'),
	(74, 'procrastinate', '0028_add_cancel_states', '2026-11-29 20:03:35.048131+00'),
	(75, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-29 20:03:35.048833+00'),
	(76, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-29 20:03:35.055983+00'),
	(77, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-29 20:03:35.059219+00'),
	(78, 'procrastinate', '0032_pre_cancel_notification', '2026-11-29 20:03:35.062413+00'),
	(79, 'procrastinate', '0033_post_cancel_notification', '2026-11-29 20:03:35.07569+00'),
	(80, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-29 20:03:35.083915+00'),
	(81, 'procrastinate', '0035_post_add_heartbeat', '2026-11-29 20:03:35.084931+00'),
	(82, 'procrastinate', '0036_add_worker_model', '2026-11-29 20:03:35.087448+00'),
	(83, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-29 20:03:35.088442+00'),
	(84, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-29 20:03:35.089096+00'),
	(85, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-29 20:03:35.089889+00'),
	(86, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-29 20:03:35.090633+00'),
	(87, 'procrastinate', '0041_post_retry_failed_job', '2026-11-29 20:03:35.09144+00'),
	(88, 'sessions', '0001_initial', '2026-11-29 20:03:35.098646+00');

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_application_id_seq', 1, true);

SELECT pg_catalog.setval('public.applications_applicationevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_document_id_seq', 1, true);

SELECT pg_catalog.setval('public.applications_documentaccess_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_documentrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_draft_id_seq', 1, true);

SELECT pg_catalog.setval('public.applications_erasureproof_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_jobalert_id_seq', 1, true);

SELECT pg_catalog.setval('public.applications_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_stagechange_id_seq', 1, false);

SELECT pg_catalog.setval('public.applications_upload_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 3, true);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 69, true);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 110, true);

SELECT pg_catalog.setval('public.auth_user_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_user_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_user_user_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.careers_contact_id_seq', 1, false);

SELECT pg_catalog.setval('public.careers_department_id_seq', 1, true);

SELECT pg_catalog.setval('public.careers_edition_id_seq', 1, true);

SELECT pg_catalog.setval('public.careers_editiontext_id_seq', 2, true);

SELECT pg_catalog.setval('public.careers_location_id_seq', 1, true);

SELECT pg_catalog.setval('public.careers_posting_contacts_id_seq', 1, false);

SELECT pg_catalog.setval('public.careers_posting_hiring_team_id_seq', 1, false);

SELECT pg_catalog.setval('public.careers_posting_id_seq', 2, true);

SELECT pg_catalog.setval('public.careers_posting_locations_id_seq', 2, true);

SELECT pg_catalog.setval('public.careers_postingevent_id_seq', 1, true);

SELECT pg_catalog.setval('public.careers_postingquestion_id_seq', 1, false);

SELECT pg_catalog.setval('public.careers_postingsection_id_seq', 2, true);

SELECT pg_catalog.setval('public.careers_redirect_id_seq', 1, false);

SELECT pg_catalog.setval('public.careers_searchentry_id_seq', 2, true);

SELECT pg_catalog.setval('public.careers_textblock_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 37, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 88, true);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_jobalert
    ADD CONSTRAINT alert_once_a_search UNIQUE (email, language, query);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_application_token_key UNIQUE (token);

ALTER TABLE ONLY public.applications_applicationevent
    ADD CONSTRAINT applications_applicationevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_document
    ADD CONSTRAINT applications_document_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_document
    ADD CONSTRAINT applications_document_storage_name_key UNIQUE (storage_name);

ALTER TABLE ONLY public.applications_documentaccess
    ADD CONSTRAINT applications_documentaccess_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_documentrequest
    ADD CONSTRAINT applications_documentrequest_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.applications_documentrequest
    ADD CONSTRAINT applications_documentrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_draft
    ADD CONSTRAINT applications_draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_draft
    ADD CONSTRAINT applications_draft_token_key UNIQUE (token);

ALTER TABLE ONLY public.applications_erasureproof
    ADD CONSTRAINT applications_erasureproof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_jobalert
    ADD CONSTRAINT applications_jobalert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_jobalert
    ADD CONSTRAINT applications_jobalert_token_key UNIQUE (token);

ALTER TABLE ONLY public.applications_message
    ADD CONSTRAINT applications_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_stagechange
    ADD CONSTRAINT applications_stagechange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.applications_upload
    ADD CONSTRAINT applications_upload_key_key UNIQUE (key);

ALTER TABLE ONLY public.applications_upload
    ADD CONSTRAINT applications_upload_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);

ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);

ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);

ALTER TABLE ONLY public.cache
    ADD CONSTRAINT cache_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.careers_contact
    ADD CONSTRAINT careers_contact_name_key UNIQUE (name);

ALTER TABLE ONLY public.careers_contact
    ADD CONSTRAINT careers_contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_department
    ADD CONSTRAINT careers_department_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_department
    ADD CONSTRAINT careers_department_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.careers_edition
    ADD CONSTRAINT careers_edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_editiontext
    ADD CONSTRAINT careers_editiontext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_location
    ADD CONSTRAINT careers_location_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_location
    ADD CONSTRAINT careers_location_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.careers_posting_contacts
    ADD CONSTRAINT careers_posting_contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_posting_contacts
    ADD CONSTRAINT careers_posting_contacts_posting_id_contact_id_57490dab_uniq UNIQUE (posting_id, contact_id);

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_current_edition_id_key UNIQUE (current_edition_id);

ALTER TABLE ONLY public.careers_posting_hiring_team
    ADD CONSTRAINT careers_posting_hiring_team_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_posting_hiring_team
    ADD CONSTRAINT careers_posting_hiring_team_posting_id_user_id_b19342d9_uniq UNIQUE (posting_id, user_id);

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_import_key_key UNIQUE (import_key);

ALTER TABLE ONLY public.careers_posting_locations
    ADD CONSTRAINT careers_posting_locations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_posting_locations
    ADD CONSTRAINT careers_posting_locations_posting_id_location_id_fba8153e_uniq UNIQUE (posting_id, location_id);

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_reference_key UNIQUE (reference);

ALTER TABLE ONLY public.careers_postingevent
    ADD CONSTRAINT careers_postingevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_postingquestion
    ADD CONSTRAINT careers_postingquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_postingsection
    ADD CONSTRAINT careers_postingsection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_redirect
    ADD CONSTRAINT careers_redirect_path_key UNIQUE (path);

ALTER TABLE ONLY public.careers_redirect
    ADD CONSTRAINT careers_redirect_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_searchentry
    ADD CONSTRAINT careers_searchentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_searchword
    ADD CONSTRAINT careers_searchword_pkey PRIMARY KEY (word);

ALTER TABLE ONLY public.careers_textblock
    ADD CONSTRAINT careers_textblock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_textblock
    ADD CONSTRAINT careers_textblock_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.applications_document
    ADD CONSTRAINT document_position_once UNIQUE (application_id, "position");

ALTER TABLE ONLY public.applications_document
    ADD CONSTRAINT document_position_once_in_a_draft UNIQUE (draft_id, "position");

ALTER TABLE ONLY public.careers_edition
    ADD CONSTRAINT edition_number_once UNIQUE (posting_id, number);

ALTER TABLE ONLY public.careers_edition
    ADD CONSTRAINT edition_of_posting UNIQUE (id, posting_id);

ALTER TABLE ONLY public.careers_editiontext
    ADD CONSTRAINT edition_text_once_a_language UNIQUE (edition_id, language);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.careers_postingquestion
    ADD CONSTRAINT question_position_once UNIQUE (posting_id, "position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_searchentry
    ADD CONSTRAINT search_entry_once_a_language UNIQUE (edition_id, language);

ALTER TABLE ONLY public.careers_postingsection
    ADD CONSTRAINT section_position_once UNIQUE (posting_id, "position") DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX application_address ON public.applications_application USING btree (upper((email)::text));

CREATE INDEX application_newest_first ON public.applications_application USING btree (submitted_at DESC, id DESC);

CREATE INDEX applications_application_edition_id_2efc3f2c ON public.applications_application USING btree (edition_id);

CREATE INDEX applications_application_posting_id_8a467661 ON public.applications_application USING btree (posting_id);

CREATE INDEX applications_application_reference_02e00e47_like ON public.applications_application USING btree (reference varchar_pattern_ops);

CREATE INDEX applications_applicationevent_application_id_c0588dda ON public.applications_applicationevent USING btree (application_id);

CREATE INDEX applications_applicationevent_by_id_09645dab ON public.applications_applicationevent USING btree (by_id);

CREATE INDEX applications_document_application_id_280b2db8 ON public.applications_document USING btree (application_id);

CREATE INDEX applications_document_draft_id_2b2891eb ON public.applications_document USING btree (draft_id);

CREATE INDEX applications_document_storage_name_71be2593_like ON public.applications_document USING btree (storage_name varchar_pattern_ops);

CREATE INDEX applications_documentaccess_document_id_50201942 ON public.applications_documentaccess USING btree (document_id);

CREATE INDEX applications_documentaccess_user_id_5b1f6a67 ON public.applications_documentaccess USING btree (user_id);

CREATE INDEX applications_documentrequest_application_id_d6811d2d ON public.applications_documentrequest USING btree (application_id);

CREATE INDEX applications_documentrequest_by_id_91c9d567 ON public.applications_documentrequest USING btree (by_id);

CREATE INDEX applications_draft_edition_id_f43ad51c ON public.applications_draft USING btree (edition_id);

CREATE INDEX applications_draft_expires_at_c759537d ON public.applications_draft USING btree (expires_at);

CREATE INDEX applications_draft_posting_id_cf928e7b ON public.applications_draft USING btree (posting_id);

CREATE INDEX applications_message_application_id_75529078 ON public.applications_message USING btree (application_id);

CREATE INDEX applications_message_by_id_713d93c8 ON public.applications_message USING btree (by_id);

CREATE INDEX applications_stagechange_application_id_9833ece2 ON public.applications_stagechange USING btree (application_id);

CREATE INDEX applications_stagechange_by_id_04c02185 ON public.applications_stagechange USING btree (by_id);

CREATE INDEX applications_upload_draft_id_8ec44eaf ON public.applications_upload USING btree (draft_id);

CREATE INDEX applications_upload_updated_at_9a1054ed ON public.applications_upload USING btree (updated_at);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX auth_user_groups_group_id_97559544 ON public.auth_user_groups USING btree (group_id);

CREATE INDEX auth_user_groups_user_id_6a12ed8b ON public.auth_user_groups USING btree (user_id);

CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON public.auth_user_user_permissions USING btree (permission_id);

CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON public.auth_user_user_permissions USING btree (user_id);

CREATE INDEX auth_user_username_6821ab7c_like ON public.auth_user USING btree (username varchar_pattern_ops);

CREATE INDEX cache_expires ON public.cache USING btree (expires);

CREATE INDEX careers_contact_name_3fcc8b68_like ON public.careers_contact USING btree (name varchar_pattern_ops);

CREATE INDEX careers_department_about_id_d7e316dd ON public.careers_department USING btree (about_id);

CREATE INDEX careers_department_slug_0e744264_like ON public.careers_department USING btree (slug varchar_pattern_ops);

CREATE INDEX careers_edition_posting_id_f7439e85 ON public.careers_edition USING btree (posting_id);

CREATE INDEX careers_edition_published_by_id_df286f89 ON public.careers_edition USING btree (published_by_id);

CREATE INDEX careers_editiontext_edition_id_f0f8dc4f ON public.careers_editiontext USING btree (edition_id);

CREATE INDEX careers_editiontext_slug_52e55ece ON public.careers_editiontext USING btree (slug);

CREATE INDEX careers_editiontext_slug_52e55ece_like ON public.careers_editiontext USING btree (slug varchar_pattern_ops);

CREATE INDEX careers_location_slug_8f9042d4_like ON public.careers_location USING btree (slug varchar_pattern_ops);

CREATE INDEX careers_posting_contacts_contact_id_5bcf4c43 ON public.careers_posting_contacts USING btree (contact_id);

CREATE INDEX careers_posting_contacts_posting_id_291050f2 ON public.careers_posting_contacts USING btree (posting_id);

CREATE INDEX careers_posting_department_id_74c9598b ON public.careers_posting USING btree (department_id);

CREATE INDEX careers_posting_hiring_team_posting_id_a08e5846 ON public.careers_posting_hiring_team USING btree (posting_id);

CREATE INDEX careers_posting_hiring_team_user_id_2aeeb9e5 ON public.careers_posting_hiring_team USING btree (user_id);

CREATE INDEX careers_posting_import_key_06bc0270_like ON public.careers_posting USING btree (import_key varchar_pattern_ops);

CREATE INDEX careers_posting_locations_location_id_dd29fb5f ON public.careers_posting_locations USING btree (location_id);

CREATE INDEX careers_posting_locations_posting_id_865ebf21 ON public.careers_posting_locations USING btree (posting_id);

CREATE INDEX careers_posting_reference_3ba7b510_like ON public.careers_posting USING btree (reference varchar_pattern_ops);

CREATE INDEX careers_postingevent_by_id_7d78ead6 ON public.careers_postingevent USING btree (by_id);

CREATE INDEX careers_postingevent_edition_id_53a8401b ON public.careers_postingevent USING btree (edition_id);

CREATE INDEX careers_postingevent_posting_id_72f86e74 ON public.careers_postingevent USING btree (posting_id);

CREATE INDEX careers_postingquestion_posting_id_2701c9e6 ON public.careers_postingquestion USING btree (posting_id);

CREATE INDEX careers_postingsection_block_id_883ba045 ON public.careers_postingsection USING btree (block_id);

CREATE INDEX careers_postingsection_posting_id_94dd581e ON public.careers_postingsection USING btree (posting_id);

CREATE INDEX careers_redirect_path_238a66e8_like ON public.careers_redirect USING btree (path varchar_pattern_ops);

CREATE INDEX careers_redirect_posting_id_5f415fe1 ON public.careers_redirect USING btree (posting_id);

CREATE INDEX careers_searchentry_edition_id_c7d9a3ba ON public.careers_searchentry USING btree (edition_id);

CREATE INDEX careers_searchword_word_b7514557_like ON public.careers_searchword USING btree (word text_pattern_ops);

CREATE INDEX careers_textblock_slug_22a2307d_like ON public.careers_textblock USING btree (slug varchar_pattern_ops);

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX edition_facets ON public.careers_edition USING gin (facets);

CREATE UNIQUE INDEX event_of_a_date_once ON public.careers_postingevent USING btree (edition_id, kind) WHERE ((kind)::text = ANY ((ARRAY['opened'::character varying, 'ended'::character varying])::text[]));

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX search_entry_parts ON public.careers_searchentry USING gin (words public.gin_trgm_ops);

CREATE INDEX search_entry_vector ON public.careers_searchentry USING gin (vector);

CREATE INDEX search_word_letters ON public.careers_searchword USING gin (word public.gin_trgm_ops);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE TRIGGER edition_never_changes BEFORE UPDATE ON public.careers_edition FOR EACH ROW EXECUTE FUNCTION public.refuse_change_of_edition();

CREATE TRIGGER edition_never_deleted BEFORE DELETE ON public.careers_edition FOR EACH ROW EXECUTE FUNCTION public.refuse_deletion_of_edition();

CREATE TRIGGER edition_text_never_changes BEFORE UPDATE ON public.careers_editiontext FOR EACH ROW EXECUTE FUNCTION public.refuse_change_of_edition();

CREATE TRIGGER edition_text_never_deleted BEFORE DELETE ON public.careers_editiontext FOR EACH ROW EXECUTE FUNCTION public.refuse_deletion_of_edition();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT application_edition_of_its_posting FOREIGN KEY (edition_id, posting_id) REFERENCES public.careers_edition(id, posting_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_applicationevent
    ADD CONSTRAINT applications_applica_application_id_c0588dda_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_applica_edition_id_2efc3f2c_fk_careers_e FOREIGN KEY (edition_id) REFERENCES public.careers_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_application
    ADD CONSTRAINT applications_applica_posting_id_8a467661_fk_careers_p FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_applicationevent
    ADD CONSTRAINT applications_applicationevent_by_id_09645dab_fk_auth_user_id FOREIGN KEY (by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_document
    ADD CONSTRAINT applications_documen_application_id_280b2db8_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_documentrequest
    ADD CONSTRAINT applications_documen_application_id_d6811d2d_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_documentrequest
    ADD CONSTRAINT applications_documen_document_id_1cb53bdf_fk_applicati FOREIGN KEY (document_id) REFERENCES public.applications_document(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_documentaccess
    ADD CONSTRAINT applications_documen_document_id_50201942_fk_applicati FOREIGN KEY (document_id) REFERENCES public.applications_document(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_document
    ADD CONSTRAINT applications_documen_draft_id_2b2891eb_fk_applicati FOREIGN KEY (draft_id) REFERENCES public.applications_draft(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_documentaccess
    ADD CONSTRAINT applications_documentaccess_user_id_5b1f6a67_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_documentrequest
    ADD CONSTRAINT applications_documentrequest_by_id_91c9d567_fk_auth_user_id FOREIGN KEY (by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_draft
    ADD CONSTRAINT applications_draft_edition_id_f43ad51c_fk_careers_edition_id FOREIGN KEY (edition_id) REFERENCES public.careers_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_draft
    ADD CONSTRAINT applications_draft_posting_id_cf928e7b_fk_careers_posting_id FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_message
    ADD CONSTRAINT applications_message_application_id_75529078_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_message
    ADD CONSTRAINT applications_message_by_id_713d93c8_fk_auth_user_id FOREIGN KEY (by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_stagechange
    ADD CONSTRAINT applications_stagech_application_id_9833ece2_fk_applicati FOREIGN KEY (application_id) REFERENCES public.applications_application(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_stagechange
    ADD CONSTRAINT applications_stagechange_by_id_04c02185_fk_auth_user_id FOREIGN KEY (by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.applications_upload
    ADD CONSTRAINT applications_upload_draft_id_8ec44eaf_fk_applications_draft_id FOREIGN KEY (draft_id) REFERENCES public.applications_draft(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_department
    ADD CONSTRAINT careers_department_about_id_d7e316dd_fk_careers_textblock_id FOREIGN KEY (about_id) REFERENCES public.careers_textblock(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_edition
    ADD CONSTRAINT careers_edition_posting_id_f7439e85_fk_careers_posting_id FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_edition
    ADD CONSTRAINT careers_edition_published_by_id_df286f89_fk_auth_user_id FOREIGN KEY (published_by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_editiontext
    ADD CONSTRAINT careers_editiontext_edition_id_f0f8dc4f_fk_careers_edition_id FOREIGN KEY (edition_id) REFERENCES public.careers_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting_contacts
    ADD CONSTRAINT careers_posting_cont_contact_id_5bcf4c43_fk_careers_c FOREIGN KEY (contact_id) REFERENCES public.careers_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting_contacts
    ADD CONSTRAINT careers_posting_cont_posting_id_291050f2_fk_careers_p FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_current_edition_id_94f797cc_fk_careers_e FOREIGN KEY (current_edition_id) REFERENCES public.careers_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT careers_posting_department_id_74c9598b_fk_careers_department_id FOREIGN KEY (department_id) REFERENCES public.careers_department(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting_hiring_team
    ADD CONSTRAINT careers_posting_hiri_posting_id_a08e5846_fk_careers_p FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting_hiring_team
    ADD CONSTRAINT careers_posting_hiring_team_user_id_2aeeb9e5_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting_locations
    ADD CONSTRAINT careers_posting_loca_location_id_dd29fb5f_fk_careers_l FOREIGN KEY (location_id) REFERENCES public.careers_location(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting_locations
    ADD CONSTRAINT careers_posting_loca_posting_id_865ebf21_fk_careers_p FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_postingevent
    ADD CONSTRAINT careers_postingevent_by_id_7d78ead6_fk_auth_user_id FOREIGN KEY (by_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_postingevent
    ADD CONSTRAINT careers_postingevent_edition_id_53a8401b_fk_careers_edition_id FOREIGN KEY (edition_id) REFERENCES public.careers_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_postingevent
    ADD CONSTRAINT careers_postingevent_posting_id_72f86e74_fk_careers_posting_id FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_postingquestion
    ADD CONSTRAINT careers_postingquest_posting_id_2701c9e6_fk_careers_p FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_postingsection
    ADD CONSTRAINT careers_postingsecti_block_id_883ba045_fk_careers_t FOREIGN KEY (block_id) REFERENCES public.careers_textblock(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_postingsection
    ADD CONSTRAINT careers_postingsecti_posting_id_94dd581e_fk_careers_p FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_redirect
    ADD CONSTRAINT careers_redirect_posting_id_5f415fe1_fk_careers_posting_id FOREIGN KEY (posting_id) REFERENCES public.careers_posting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_searchentry
    ADD CONSTRAINT careers_searchentry_edition_id_c7d9a3ba_fk_careers_edition_id FOREIGN KEY (edition_id) REFERENCES public.careers_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.careers_posting
    ADD CONSTRAINT posting_current_edition_is_its_own FOREIGN KEY (current_edition_id, id) REFERENCES public.careers_edition(id, posting_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
