-- Where the points of a score came from and where the others went; scores of earlier scorers don't say.
alter table app.strategy_scores add column contributions json;
