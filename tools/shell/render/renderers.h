#pragma once

// The renderers, one function a file. Called through the table in output_mode.h.

#include <memory>

#include "tools/output/output.h"
#include "tools/shell/render/renderer.h"

namespace rondo::shell {

std::unique_ptr<Renderer> MakeBoxRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeTableRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeLineRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeCsvRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeTsvRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeJsonRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeJsonLinesRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeMarkdownRenderer(const RenderOptions& options, Output& output);
std::unique_ptr<Renderer> MakeGraphRenderer(const RenderOptions& options, Output& output);

}  // namespace rondo::shell
