package io.faast.cli;

import io.faast.tck.RuleInfo;
import io.faast.tck.RuleResult;
import io.faast.tck.TckListener;
import io.faast.tck.Verdict;
import java.io.PrintWriter;

/** How far a run of the kit is. Written by one thread, read by another. */
final class TestProgress implements TckListener {
  private static final int WIDTH = 78;

  private final PrintWriter out;
  private int planned;
  private int finished;
  private String at = "";

  TestProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void planned(int rules) {
    planned = rules;
    out.println("Trying " + rules + " rules");
    out.flush();
  }

  @Override
  public synchronized void started(RuleInfo rule) {
    at = rule.id() + " " + rule.says();
  }

  @Override
  public synchronized void finished(RuleResult result) {
    finished++;
    at = result.verdict() == Verdict.FAIL ? result.rule().id() + " is broken" : at;
  }

  synchronized String line() {
    String line = finished + "/" + planned + " rules  " + at;
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }
}
