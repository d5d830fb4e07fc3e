CREATE TABLE "app"."pace" (
	"account" text PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "app"."outbox_waiting";--> statement-breakpoint
ALTER TABLE "app"."outbox" ADD COLUMN "bulk" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "app"."outbox" USING btree ("bulk","id") WHERE kind = 'reply' and state in ('waiting', 'claimed', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "app"."outbox" USING btree ("bulk","next_at") WHERE kind = 'reply' and state = 'waiting';