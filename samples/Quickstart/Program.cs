using Quickstart;

// Exits with 1 if a coefficient, an accuracy, an allocation or a gradient is not as it should be: a build server can run it.
bool[] passed = [EngelExperiment.Run(), DigitsExperiment.Run(), SpeedComparison.Run()];
return passed.All(result => result) ? 0 : 1;
