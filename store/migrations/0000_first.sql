CREATE SCHEMA "app";
--> statement-breakpoint
CREATE SEQUENCE "app"."ticket_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "app"."alarms" (
	"key" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."captured_mail" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"sender" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "captured_mail_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "app"."citizens" (
	"id" text PRIMARY KEY NOT NULL,
	"session" jsonb,
	"wake_at" timestamp with time zone,
	"waiting_since" timestamp with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"lease_owner" text,
	"heard_at" timestamp with time zone,
	"reachable" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."facts" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."imports" (
	"name" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."incoming" (
	"key" text PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"citizen_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."letters" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ticket_id" text NOT NULL,
	"recipient" text NOT NULL,
	"purpose" text NOT NULL,
	"message_id" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	CONSTRAINT "letters_message_id_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "app"."outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"citizen_id" text,
	"ticket_id" text,
	"body" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"parts" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"owner" text,
	"owned_until" timestamp with time zone,
	"message_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"echoed" boolean DEFAULT false NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app"."procedures" (
	"code" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."ticket_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"ticket_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"text" text,
	"open" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."tickets" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"secret" text NOT NULL,
	"citizen_id" text NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"urgency" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"content" text NOT NULL,
	"place_text" text NOT NULL,
	"commune" jsonb,
	"contact" jsonb NOT NULL,
	"consent" jsonb,
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"procedure" text,
	"mailbox" text NOT NULL,
	"office" text NOT NULL,
	"route_line" text NOT NULL,
	"returns" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tickets_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "app"."unanswered" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"question" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."zalo_tokens" (
	"oa_id" text PRIMARY KEY NOT NULL,
	"access_token" text,
	"refresh_token" text NOT NULL,
	"expires_at" timestamp with time zone,
	"refreshed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"adopted" text NOT NULL,
	"refreshing_since" timestamp with time zone,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE INDEX "citizens_wake" ON "app"."citizens" USING btree ("wake_at") WHERE wake_at is not null;--> statement-breakpoint
CREATE INDEX "incoming_waiting" ON "app"."incoming" USING btree ("citizen_id","at","seq") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "incoming_talk" ON "app"."incoming" USING btree ("citizen_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_once" ON "app"."letters" USING btree ("ticket_id","recipient","purpose");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "app"."outbox" USING btree ("key");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "app"."outbox" USING btree ("kind","next_at") WHERE state in ('waiting', 'claimed', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_citizen" ON "app"."outbox" USING btree ("citizen_id","id");--> statement-breakpoint
CREATE INDEX "outbox_open_replies" ON "app"."outbox" USING btree ("citizen_id","id") WHERE kind = 'reply' and state in ('waiting', 'claimed', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_doubtful" ON "app"."outbox" USING btree ("id") WHERE state = 'doubtful';--> statement-breakpoint
CREATE INDEX "outbox_parked" ON "app"."outbox" USING btree ("citizen_id") WHERE state = 'parked';--> statement-breakpoint
CREATE INDEX "ticket_events_ticket" ON "app"."ticket_events" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "tickets_citizen" ON "app"."tickets" USING btree ("citizen_id","received_at");--> statement-breakpoint
CREATE INDEX "tickets_open" ON "app"."tickets" USING btree ("due_at") WHERE state not in ('answered', 'closed', 'withdrawn');