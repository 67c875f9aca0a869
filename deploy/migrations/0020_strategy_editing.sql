-- People write versions too, besides the worker that writes the first one. What is written stays: nobody may change it.
grant insert on app.strategy_versions, app.strategy_scores to app_user;
