# Everything is a script in eng/; this file is the list of what there is.
.PHONY: run demo test soak chaos bench format api clean

run: ## the app beside two simulated Jira sites, in the browser
	@eng/run.sh

demo: ## the same job from the terminal, proved by the simulator's comparer
	@eng/demo.sh

test: ## everything CI runs
	@eng/test.sh

soak: ## every property on many cases (FACTOR=34 times those of make test): the vault's on 10,000, captures of 680 random worlds
	@eng/soak.sh

chaos: ## kill -9 of a process at work on a vault, 200 times (KILLS=n), and of one that backs up, 100 times (CAPTURE_KILLS=n)
	@eng/chaos.sh

bench: ## figures, one JSON line each (ONLY=area for one area)
	@eng/bench.sh $(ONLY)

format: ## rewrite sources the way `make test` wants them
	dotnet tool restore >/dev/null
	dotnet csharpier format backend tests
	npm --prefix frontend run --silent format

api: ## API document and TypeScript client, from the controllers
	npm --prefix frontend run --silent api

clean:
	rm -rf artifacts .run
	find backend tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
