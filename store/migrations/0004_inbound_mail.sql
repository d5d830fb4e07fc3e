CREATE TABLE "app"."inbound_mail" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"via" text NOT NULL,
	"sender" text,
	"recipient" text NOT NULL,
	"raw" "bytea" NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"ticket_id" text,
	"event_id" bigint,
	"attachments" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "inbound_mail_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE INDEX "inbound_mail_event" ON "app"."inbound_mail" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "inbound_mail_ticket" ON "app"."inbound_mail" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "inbound_mail_state" ON "app"."inbound_mail" USING btree ("state");