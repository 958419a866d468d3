.DEFAULT_GOAL := help
.PHONY: help demo build test format tck matrix compatibility bench harness startup bundling aws coldstarts soak clean

help:   ## list the targets
	@sed -nE 's/^([a-z]+): *## (.*)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

demo:   ## run the demo, on this machine
	./demo

build:  ## compile and package every module, without tests
	mvn -B -ntp -DskipTests package

test:   ## compile, test and check everything
	mvn -B -ntp verify

format: ## format the Java sources
	mvn -B -ntp spotless:apply

tck:    ## run the conformance kit against the local provider
	mvn -B -ntp -pl provider-local -am verify

matrix: ## put the reports of the kit that `make test` left side by side: target/matrix.html
	@mkdir -p target; faast-cli/target/faast report -o target/matrix.html \
	'local=provider-local/target/faast-tck' \
	'aws=provider-aws/target/faast-tck' 'aws, queue=provider-aws/target/faast-tck-queue' \
	'gcp=provider-gcp/target/faast-tck' 'gcp, queue=provider-gcp/target/faast-tck-queue' \
	'ssh=third-party/target/projects/provider-ssh/target/faast-tck'

compatibility: ## compare what others compile against with the last release, tagged v…
	@last=$$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null | sed 's/^v//'); \
	if [ -z "$$last" ]; then echo 'There is no release yet, so nothing to be compatible with.'; else \
	mvn -B -ntp -DskipTests -pl faast-spi,faast-api,faast-worker,provider-tck -am verify -Dfaast.released=$$last; fi

bench:  ## run the JMH benchmarks; choose some with BENCH=regexp
	mvn -B -ntp -Pbench -DskipTests -pl benchmarks -am verify -Dbench.args='$(BENCH)'

harness: ## measure the local provider as whole processes
	mvn -B -ntp -q -Pbench -DskipTests -pl benchmarks -am verify -Dbench.main=io.faast.benchmarks.ProviderHarness

startup: ## measure how workers of the local provider start: JAVA_HOMES='/java17 /java25' RUNS=5
	mvn -B -ntp -q -Pbench -DskipTests -pl benchmarks -am verify -Dbench.main=io.faast.benchmarks.StartHarness -Dbench.args='$(or $(RUNS),5) $(JAVA_HOMES)'

bundling: ## measure the bundler as whole processes: BENCH='--class-path … --main …'
	mvn -B -ntp -q -Pbench -DskipTests -pl benchmarks -am verify -Dbench.main=io.faast.benchmarks.BundlerHarness -Dbench.args='$(BENCH)'

aws:    ## measure the client of the AWS provider against an emulated account: RUNS=5
	mvn -B -ntp -q -Pbench -DskipTests -pl benchmarks -am verify -Dexec.classpathScope=test -Dbench.main=io.faast.benchmarks.AwsHarness -Dbench.args='$(RUNS)'

coldstarts: ## measure what JVM options buy in a cold start under AWS's runtime interface client: RUNS=12
	mvn -B -ntp -q -Pbench -DskipTests -pl benchmarks -am verify -Dexec.classpathScope=test -Dbench.main=io.faast.benchmarks.AwsColdStarts -Dbench.args='$(or $(RUNS),12) $(JAVAS)'

soak:   ## 10,000 calls, 1,000 in flight, with faults, through the AWS and the Google Cloud provider
	mvn -B -ntp -pl provider-aws,provider-gcp -am test -Dtest=SoakTest -Dsurefire.failIfNoSpecifiedTests=false -Dfaast.soak.calls=10000

clean:  ## delete what builds made
	mvn -B -ntp clean
