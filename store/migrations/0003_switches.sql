CREATE TABLE "app"."switches" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"off" boolean NOT NULL,
	"why" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
