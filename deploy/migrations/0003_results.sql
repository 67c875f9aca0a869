-- What the workers make: strategies with immutable versions, audits with findings, roadmaps with tasks; and the trail of changes.
create table app.strategies (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  job_id uuid not null,
  title text not null,
  business_name text not null,
  framework text not null check (framework in ('brand_positioning','funnel_design','seo_patterns','competitor_model','offer_architecture')),
  engine text not null,
  score smallint not null check (score between 0 and 100),
  compliance text not null check (compliance in ('pass','needs_revision','fail')),
  status text not null default 'active' check (status in ('draft','active','completed','archived')),
  version int not null default 1,
  tokens bigint not null default 0,
  cost_nanousd bigint not null default 0,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
create index strategies_newest on app.strategies (workspace_id, created_at desc, id desc)
  include (score, framework, compliance, status) where deleted_at is null;
create index strategies_by_score on app.strategies (workspace_id, score desc, id desc) where deleted_at is null;
create index strategies_by_framework on app.strategies (workspace_id, framework, created_at desc, id desc) where deleted_at is null;

create table app.strategy_versions (
  workspace_id uuid not null,
  strategy_id uuid not null,
  version int not null check (version >= 1),
  title text not null,
  brief json not null,
  document json not null,
  markdown text not null,
  sections json not null,
  summary json not null,
  usage json,
  document_sha256 bytea not null,
  change_summary text not null default '',
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, strategy_id, version),
  foreign key (workspace_id, strategy_id) references app.strategies on delete cascade
);

create table app.strategy_scores (
  workspace_id uuid not null,
  strategy_id uuid not null,
  version int not null,
  scorer_version text not null,
  overall smallint not null check (overall between 0 and 100),
  clarity smallint not null check (clarity between 0 and 100),
  specificity smallint not null check (specificity between 0 and 100),
  outcome_focus smallint not null check (outcome_focus between 0 and 100),
  proof smallint not null check (proof between 0 and 100),
  objection_handling smallint not null check (objection_handling between 0 and 100),
  risk_removal smallint not null check (risk_removal between 0 and 100),
  compliance text not null check (compliance in ('pass','needs_revision','fail')),
  findings json not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, strategy_id, version, scorer_version),
  foreign key (workspace_id, strategy_id, version) references app.strategy_versions on delete cascade
);

create table app.audits (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  job_id uuid not null,
  strategy_id uuid,
  domain text not null,
  final_url text,
  primary_keyword text not null,
  overall_score smallint check (overall_score between 0 and 100),
  coverage real not null check (coverage between 0 and 1),
  ruleset_version text not null,
  result json not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, strategy_id) references app.strategies on delete set null (strategy_id)
);
create index audits_newest on app.audits (workspace_id, created_at desc, id desc);

create table app.audit_findings (
  workspace_id uuid not null,
  audit_id uuid not null,
  check_id text not null,
  pillar text not null check (pillar in ('technical','topical','authority')),
  status text not null check (status in ('good','warning','critical','not_measured','not_applicable')),
  score real check (score between 0 and 100),
  weight real not null,
  value json,
  evidence json not null,
  fix text,
  primary key (workspace_id, audit_id, check_id),
  foreign key (workspace_id, audit_id) references app.audits on delete cascade
);

create table app.roadmaps (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  job_id uuid not null,
  strategy_id uuid,
  audit_id uuid,
  template_id text not null,
  template_name text not null,
  start_date date not null,
  end_date date not null check (end_date >= start_date),
  total_weeks real not null,
  progress smallint not null default 0 check (progress between 0 and 100),
  result json not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, strategy_id) references app.strategies on delete set null (strategy_id),
  foreign key (workspace_id, audit_id) references app.audits on delete set null (audit_id)
);
create index roadmaps_newest on app.roadmaps (workspace_id, created_at desc, id desc) where deleted_at is null;

create table app.roadmap_tasks (
  workspace_id uuid not null,
  roadmap_id uuid not null,
  id text not null,
  position int not null,
  milestone_id text not null,
  title text not null,
  description text not null,
  start_date date not null,
  due_date date not null check (due_date >= start_date),
  estimated_hours real not null check (estimated_hours >= 0),
  assignee text,
  depends_on text[] not null default '{}',
  slack_days int not null,
  critical boolean not null,
  status text not null default 'pending' check (status in ('pending','in_progress','completed')),
  priority text not null check (priority in ('low','medium','high')),
  primary key (workspace_id, roadmap_id, id),
  foreign key (workspace_id, roadmap_id) references app.roadmaps on delete cascade
);

create table app.activity (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  actor_id uuid not null,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index activity_newest on app.activity (workspace_id, created_at desc, id desc);

create table app.audit_log (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  actor_id uuid not null,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  old_values jsonb,
  new_values jsonb,
  trace_id text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index audit_log_newest on app.audit_log (workspace_id, created_at desc, id desc);

call app.tenant_table('app.strategies');
call app.tenant_table('app.strategy_versions');
call app.tenant_table('app.strategy_scores');
call app.tenant_table('app.audits');
call app.tenant_table('app.audit_findings');
call app.tenant_table('app.roadmaps');
call app.tenant_table('app.roadmap_tasks');
call app.tenant_table('app.activity', 'viewer', 'viewer');
call app.tenant_table('app.audit_log', 'admin', 'viewer');

-- A version, a score and a line of the trail are never changed, so nobody may.
grant select, update on app.strategies to app_user;
grant select on app.strategy_versions, app.strategy_scores, app.audits, app.audit_findings, app.roadmaps, app.roadmap_tasks to app_user;
grant select, insert on app.activity, app.audit_log to app_user;
grant select, insert on app.strategies, app.strategy_versions, app.strategy_scores, app.audits, app.audit_findings,
  app.roadmaps, app.roadmap_tasks, app.activity, app.audit_log to app_worker;
