#include "tools/main/program.h"

int main(int argument_count, char** arguments) {
  return static_cast<int>(rondo::RunProgram(argument_count, arguments));
}
