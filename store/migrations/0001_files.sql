CREATE TABLE "app"."files" (
	"id" text PRIMARY KEY NOT NULL,
	"citizen_id" text NOT NULL,
	"ticket_id" text,
	"state" text NOT NULL,
	"url" text,
	"burst" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"type" text,
	"bytes" "bytea",
	"position" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "files_citizen" ON "app"."files" USING btree ("citizen_id");--> statement-breakpoint
CREATE INDEX "files_ticket" ON "app"."files" USING btree ("ticket_id");