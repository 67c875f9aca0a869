-- What a team tells of its tasks, and what was planned at first. The row is what other queries count; the roadmap's
-- result says the same and is written in the same transaction. A task's revision is its entity tag.
alter table app.roadmap_tasks
  add column actual_hours real check (actual_hours >= 0),
  add column completed_on date,
  add column baseline_start date,
  add column baseline_due date,
  add column revision int not null default 1,
  add column updated_at timestamptz not null default now();
update app.roadmap_tasks set baseline_start = start_date, baseline_due = due_date;

-- The request is what a later plan starts from; roadmaps of before have it in their job. The revision counts every change.
alter table app.roadmaps
  add column request json,
  add column revision int not null default 1;

grant update on app.roadmaps, app.roadmap_tasks to app_user, app_worker;
