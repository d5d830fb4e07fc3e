DROP INDEX "app"."outbox_open";--> statement-breakpoint
CREATE INDEX "outbox_jobs" ON "app"."outbox" USING btree ("id") WHERE kind = 'job' and state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "app"."outbox" USING btree ("next_at") WHERE kind = 'reply' and state = 'waiting';