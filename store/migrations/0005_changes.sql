CREATE TABLE "app"."procedure_changes" (
	"code" text PRIMARY KEY NOT NULL,
	"before" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
